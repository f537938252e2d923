/*
 * The words of a page over its image, unseen, so that they can be selected and copied.
 *
 * Each word is laid out in points at its box and stretched to its width; the layer is scaled as a whole when the image
 * changes its size. Dragging is ours: over positioned words a browser's own selection leaps when the pointer leaves
 * a word, so the nearest word is found by geometry and handed to the browser as the selection.
 */
const measure = document.createElement("canvas").getContext("2d");
const FONT = 100;

const SURE = 0.6;

/* What is to be known of a word: that it may be misread, or that nobody can see it on the page. */
const say = (span, sure, why) => {
  if (sure !== undefined && sure < SURE) {
    span.className = "doubtful";
    span.title = `Recognised in a picture, ${Math.round(sure * 100)} % sure`;
  }
  if (why) {
    span.className = "unseen-word";
    span.title = why;
  }
};

const lay = (layer, { width, height, words, hidden = [] }) => {
  const inner = document.createElement("div");
  inner.className = "sheet__layer";
  inner.style.width = `${width}px`;
  inner.style.height = `${height}px`;
  measure.font = `${FONT}px sans-serif`;
  words.forEach(([start, end, x0, y0, x1, y1, text, sure], index) => {
    const span = document.createElement("span");
    const size = Math.max(1, y1 - y0);
    // The space after a word reaches to the next word of the line: no gaps, nothing twice.
    const next = words[index + 1];
    const joins = next && next[2] >= x1 && next[2] - x1 < 2 * size && Math.abs(next[5] - y1) < size / 2;
    const width = joins ? next[2] - x0 : x1 - x0;
    const natural = (measure.measureText(joins ? `${text} ` : text).width * size) / FONT || 1;
    span.textContent = `${text} `;
    span.dataset.s = start;
    span.dataset.e = end;
    span.style.left = `${x0}px`;
    span.style.top = `${y0}px`;
    span.style.fontSize = `${size}px`;
    span.style.transform = `scaleX(${width / natural})`;
    say(span, sure, hidden.find(([first, last]) => first <= start && end <= last)?.[2]);
    inner.append(span);
  });
  layer.replaceChildren(inner);
  layer.words = words;
  const fit = () => {
    const scale = layer.clientWidth / width;
    if (scale) inner.style.transform = `scale(${scale})`;
    layer.scaleOfPoints = scale;
  };
  new ResizeObserver(fit).observe(layer);
  fit();
  document.dispatchEvent(new CustomEvent("words:laid", { detail: layer }));
};

const fill = async (layer) => {
  if (layer.dataset.filled) return;
  layer.dataset.filled = "yes";
  try {
    const response = await fetch(layer.dataset.words, { credentials: "same-origin" });
    if (response.ok) lay(layer, await response.json());
  } catch {
    delete layer.dataset.filled; // Without its words the page can still be looked at.
  }
};

/* The index of the word nearest to a point: lines first, for a line is what the eye follows. */
const nearest = (layer, event) => {
  const box = layer.getBoundingClientRect();
  const [x, y] = [(event.clientX - box.left) / layer.scaleOfPoints, (event.clientY - box.top) / layer.scaleOfPoints];
  let best = -1;
  let least = Infinity;
  layer.words?.forEach(([, , x0, y0, x1, y1], index) => {
    const across = Math.max(x0 - x, 0, x - x1);
    const down = Math.max(y0 - y, 0, y - y1);
    const distance = across + 4 * down;
    if (distance < least) [best, least] = [index, distance];
  });
  return { index: best, distance: least };
};

const wordAt = ({ layer, index }) => layer.firstElementChild.children[index].firstChild;

const select = (from, to) => {
  const forwards = from.layer === to.layer ? from.index <= to.index : from.layer.compareDocumentPosition(to.layer) & 4;
  const [first, last] = forwards ? [wordAt(from), wordAt(to)] : [wordAt(to), wordAt(from)];
  const selection = getSelection();
  if (forwards) selection.setBaseAndExtent(first, 0, last, last.length - 1);
  else selection.setBaseAndExtent(last, last.length - 1, first, 0);
};

/* The page under the pointer, of those that lie one under another; where there is but one, that. */
const layerAt = (layer, event) => {
  const layers = [...(layer.closest(".stack")?.querySelectorAll(".sheet__text") ?? [])].filter((one) => one.words?.length);
  if (layers.length < 2) return layer;
  const away = (one) => {
    const box = one.getBoundingClientRect();
    return Math.max(box.top - event.clientY, 0, event.clientY - box.bottom);
  };
  return layers.reduce((best, one) => (away(one) < away(best) ? one : best));
};

/* Near the edge of what scrolls the page moves on, so that words below it can be reached. */
const EDGE = 40;
const push = (layer, event) => {
  const body = layer.closest(".sheet-body");
  const box = body?.getBoundingClientRect();
  if (!box) return;
  const over = Math.max(event.clientY - (box.bottom - EDGE), 0) - Math.max(box.top + EDGE - event.clientY, 0);
  if (over) body.scrollTop += Math.sign(over) * Math.min(24, 4 + Math.abs(over) / 3);
};

document.addEventListener("pointerdown", (event) => {
  const layer = event.target.closest?.(".sheet__text");
  if (!layer?.words?.length || event.button || event.pointerType === "touch" || event.detail > 1) return;
  const start = { layer, ...nearest(layer, event) };
  if (start.index < 0) return;
  event.preventDefault();
  getSelection().removeAllRanges();
  document.activeElement?.blur();
  let moved = false;
  let last = event;
  const reach = () => {
    const under = layerAt(layer, last);
    const to = { layer: under, ...nearest(under, last) };
    if (to.index >= 0 && start.layer.isConnected) select(start, to);
  };
  const move = (now) => {
    if (!moved && Math.hypot(now.clientX - event.clientX, now.clientY - event.clientY) < 4) return;
    moved = true;
    last = now;
    reach();
  };
  const timer = setInterval(() => {
    if (!moved) return;
    const before = layer.closest(".sheet-body")?.scrollTop;
    push(layer, last);
    if (layer.closest(".sheet-body")?.scrollTop !== before) reach();
  }, 40);
  const up = () => {
    clearInterval(timer);
    document.removeEventListener("pointermove", move);
    document.dispatchEvent(new CustomEvent("words:selected"));
  };
  document.addEventListener("pointermove", move);
  document.addEventListener("pointerup", up, { once: true });
});

/* The mouse events that follow the pointer's would begin a selection of the browser's own. */
document.addEventListener("mousedown", (event) => {
  if (event.target.closest?.(".sheet__text")?.words?.length && event.detail < 2) event.preventDefault();
});

const fillAll = () => document.querySelectorAll("[data-words]").forEach(fill);
document.addEventListener("panes:shown", fillAll);
fillAll();
