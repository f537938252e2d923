/*
 * The pages one under another. Of a document of any length only the pages in view and one on each side are there;
 * what is above and below is two empty boxes of the right height. A page comes as the part of HTML that the server makes
 * of it; until then there is paper of its size. What is shown above never pushes what is being read.
 */
import { Plan } from "./plan.js";
import { fit, widthOf } from "./zooming.js";

const body = document.getElementById("reading-body");
export const stack = document.getElementById("stack");
const pages = Number(stack?.dataset.pages ?? 0);
const MOST = 9;
const plan = new Plan(pages);
const [above, below] = [document.createElement("div"), document.createElement("div")];
const asked = new Map();
let leafUrl = stack?.querySelector(".leaf")?.dataset.leaf ?? "";
let aim = null;
let current = Number(stack?.querySelector(".leaf")?.dataset.number ?? 0);

export const leaves = () => [...stack.querySelectorAll(":scope > .leaf")];
const numberOf = (leaf) => Number(leaf.dataset.number);
export const leafOf = (number) => leaves().find((leaf) => numberOf(leaf) === number);
export const now = () => current;
const height = (number) => plan.height(number, widthOf);
const gap = () => parseFloat(getComputedStyle(stack).rowGap) || 0;

const addressOf = (number) => leafUrl.replace(/\/pages\/\d+\//, `/pages/${number}/`);

const paper = (number) => {
  const leaf = document.createElement("article");
  leaf.className = "leaf leaf--coming";
  leaf.dataset.number = number;
  leaf.style.height = `${Math.round(height(number))}px`;
  const [width] = plan.sizes[number - 1] ?? [0, 0];
  const blank = document.createElement("div");
  blank.className = "leaf__paper";
  blank.textContent = `Page ${number}`;
  if (width) blank.style.width = `${widthOf(...plan.sizes[number - 1])}px`;
  leaf.append(blank);
  return leaf;
};

const measure = (leaf) => {
  if (leaf.classList.contains("leaf--coming")) return;
  plan.known.set(numberOf(leaf), leaf.offsetHeight);
};

/* The boxes for what is not there. */
const setSpaces = () => {
  const all = leaves();
  if (!all.length || !above.isConnected) return;
  let [before, after] = [0, 0];
  for (let page = 1; page < numberOf(all[0]); page += 1) before += height(page) + gap();
  for (let page = numberOf(all.at(-1)) + 1; page <= pages; page += 1) after += height(page) + gap();
  above.style.height = `${before}px`;
  below.style.height = `${after}px`;
};

/* Do something to the pages while what is being read stays where it is on the screen. */
const steadily = (change) => {
  const anchor = leaves().find((leaf) => leaf.offsetTop + leaf.offsetHeight > body.scrollTop);
  const [was, then] = [anchor?.offsetTop ?? 0, body.scrollTop];
  change();
  setSpaces();
  const moved = anchor?.isConnected ? anchor.offsetTop - was : 0;
  if (moved) body.scrollTop = then + moved;
  if (moved && aim) aim.top += moved;
};

/* Image and words of the same page stay; all else is new. */
const patch = (leaf, fresh) => {
  for (const part of [".sheet__image", ".sheet__text"]) {
    const [old, next] = [leaf.querySelector(part), fresh.querySelector(part)];
    if (old && next) next.replaceWith(old);
  }
  const open = leaf.querySelector(".sheet__fold")?.open;
  if (open && fresh.querySelector("details.sheet__fold")) fresh.querySelector("details.sheet__fold").open = true;
  leaf.className = fresh.className;
  leaf.id = fresh.id;
  leaf.dataset.leaf = fresh.dataset.leaf;
  leaf.setAttribute("aria-label", fresh.getAttribute("aria-label"));
  leaf.removeAttribute("style");
  leaf.replaceChildren(...fresh.childNodes);
};

export const fill = (leaf, fresh) => {
  steadily(() => {
    patch(leaf, fresh);
    fit(leaf);
    measure(leaf);
  });
  document.dispatchEvent(new CustomEvent("panes:shown"));
};

const get = async (number) => {
  const url = addressOf(number);
  if (asked.get(number) === url) return;
  asked.set(number, url);
  try {
    const response = await fetch(url, { credentials: "same-origin" });
    const html = await response.text();
    const leaf = leafOf(number);
    if (!response.ok || !leaf || url !== addressOf(number)) return;
    const fresh = new DOMParser().parseFromString(html, "text/html").querySelector(".leaf");
    if (!fresh) return;
    fill(leaf, fresh);
    if (number === current) tell(true);
  } catch {
    const blank = leafOf(number)?.querySelector(".leaf__paper");
    if (blank) blank.textContent = `Page ${number} could not be fetched: the server cannot be reached. Scroll on, and back, to try again.`;
  } finally {
    asked.delete(number);
  }
};

let soon;
const getMissing = () => {
  clearTimeout(soon);
  soon = setTimeout(() => {
    const missing = leaves().filter((leaf) => leaf.classList.contains("leaf--coming")).map(numberOf);
    missing.sort((one, other) => Math.abs(one - current) - Math.abs(other - current));
    missing.forEach(get);
  }, 60); // Not for pages that somebody only passes by.
};

/* Which pages ought to be there for what is in view. */
const wanted = () => {
  const [top, end] = [body.scrollTop - 16, body.scrollTop + body.clientHeight + 16];
  const all = leaves();
  const [first, last] = [numberOf(all[0]), numberOf(all.at(-1))];
  let at = above.offsetTop;
  let [low, high] = [0, 0];
  for (let page = 1; page <= pages; page += 1) {
    const long = page >= first && page <= last ? all[page - first].offsetHeight : height(page);
    if (at + long > top && at < end) {
      low ||= page;
      high = page;
    }
    at += long + gap();
    if (at >= end) break;
  }
  // The neighbours of what is in view are there before they are asked for.
  low = Math.max(1, (low || current) - 1);
  high = Math.min(pages, (high || current) + 1);
  return [low, Math.min(high, low + MOST - 1)];
};

const held = () => {
  const selection = getSelection();
  return !selection.isCollapsed && stack.contains(selection.anchorNode);
};

const arrange = () => {
  if (!above.isConnected) return;
  const [low, high] = wanted();
  const all = leaves();
  const [first, last] = [numberOf(all[0]), numberOf(all.at(-1))];
  if (low > last + 1 || high < first - 1) {
    // Somewhere else altogether.
    const top = body.scrollTop;
    all.forEach(measure);
    for (const leaf of all) leaf.remove();
    for (let page = low; page <= high; page += 1) below.before(paper(page));
    setSpaces();
    body.scrollTop = top;
  } else if (low < first || high > last || (!held() && (low > first + 1 || high < last - 1))) {
    steadily(() => {
      for (let page = first - 1; page >= low; page -= 1) above.after(paper(page));
      for (let page = last + 1; page <= high; page += 1) below.before(paper(page));
      if (!held())
        for (const leaf of all)
          if (numberOf(leaf) < low - 1 || numberOf(leaf) > high + 1) {
            measure(leaf);
            leaf.remove();
          }
    });
  }
  getMissing();
};

/* The page that was asked for is the one in view until somebody scrolls on, be it the last and a small one. */
const leafAimedAt = () => {
  if (aim && Math.abs(body.scrollTop - aim.top) > 2) aim = null;
  return aim && leafOf(aim.number);
};

/* Says which page is in view, where that is another than before. */
const tell = (again = false) => {
  const line = body.scrollTop + body.clientHeight * 0.35;
  const seen = leafAimedAt() ?? leaves().findLast((leaf) => leaf.offsetTop <= line) ?? leaves()[0];
  const number = numberOf(seen);
  if (number === current && !again) return;
  current = number;
  document.dispatchEvent(new CustomEvent("reading:page", { detail: { number, leaf: seen } }));
};

let frame;
const onScroll = () => {
  frame ??= requestAnimationFrame(() => {
    frame = undefined;
    arrange();
    tell();
  });
};

/* What is in question, else the top of the page. */
export const bringIntoView = (leaf) => {
  const marked = leaf.querySelector(".sheet__marks [data-here], .textsheet [data-here]");
  const here = marked?.querySelector("rect, .found--here, .hl--here") ?? marked; // Its first line: it may go on for columns.
  const box = body.getBoundingClientRect();
  if (!here) {
    body.scrollTop += leaf.getBoundingClientRect().top - box.top - 8;
    return;
  }
  const place = here.getBoundingClientRect();
  if (place.top < box.top + 16 || place.bottom > box.bottom - 16) body.scrollTop += place.top - box.top - Math.max(24, (box.height - place.height) / 3);
  if (place.left < box.left || place.right > box.right) body.scrollLeft += place.left - box.left - 48;
};

/* On from the top of the page to the words that begin at ``start``, now or once they are there. */
let begins = null;
const lookDown = () => {
  const leaf = begins && aim?.number === begins.number && leafOf(begins.number);
  const word = leaf && leaf.querySelector(`.textsheet [data-s="${begins.start}"], .sheet__layer [data-s="${begins.start}"]`);
  if (!word) return;
  body.scrollTop += word.getBoundingClientRect().top - body.getBoundingClientRect().top - 32;
  aim = { number: begins.number, top: body.scrollTop };
  begins = null;
};
document.addEventListener("words:laid", lookDown);
document.addEventListener("panes:shown", lookDown);

/* Go to a page, and on it to the words at ``start``; ``fresh`` is its leaf where it is there already. */
export const goTo = (number, { fresh = null, start = 0 } = {}) => {
  let leaf = leafOf(number);
  if (!leaf) {
    for (const old of leaves()) {
      measure(old);
      old.remove();
    }
    leaf = paper(number);
    if (above.isConnected) above.after(leaf);
    else stack.prepend(leaf);
    setSpaces();
  }
  current = number;
  if (fresh) fill(leaf, fresh);
  const look = () => {
    bringIntoView(leafOf(number));
    aim = { number, top: body.scrollTop };
  };
  look();
  arrange();
  look();
  begins = start ? { number, start } : null;
  lookDown();
  tell(true);
};

/* Other highlights: every page that is there is asked for anew, but for the one that came with the news. */
export const remark = (url, number) => {
  leafUrl = url;
  for (const leaf of leaves()) if (numberOf(leaf) !== number && !leaf.classList.contains("leaf--coming")) get(numberOf(leaf));
};

/* The sizes have changed: the same place of the same page stays in view. */
export const resize = () => {
  const leaf = leafOf(current);
  if (!leaf) return;
  const share = (body.scrollTop - leaf.offsetTop) / Math.max(1, leaf.offsetHeight);
  plan.forget();
  leaves().forEach((one) => {
    fit(one);
    if (one.classList.contains("leaf--coming")) one.replaceWith(paper(numberOf(one)));
  });
  learnAround(leafOf(current));
  setSpaces();
  body.scrollTop = leafOf(current).offsetTop + share * leafOf(current).offsetHeight;
  arrange();
};

/* What stands around an image, and how long text is on this screen. */
const learnAround = (leaf) => {
  const sheet = leaf.querySelector(".sheet");
  const [, , characters] = plan.sizes[numberOf(leaf) - 1] ?? [];
  if (sheet) plan.around = leaf.offsetHeight - sheet.offsetHeight;
  else if (characters > 400) plan.perCharacter = leaf.offsetHeight / characters;
};

const begin = async () => {
  fit(leaves()[0]);
  bringIntoView(leaves()[0]);
  aim = { number: current, top: body.scrollTop };
  if (pages > 1) {
    try {
      const response = await fetch(stack.dataset.plan, { credentials: "same-origin" });
      plan.learn((await response.json()).sizes);
    } catch {
      return; // One page at a time, by the links under it.
    }
    stack.querySelector(".stack__ends")?.remove();
    learnAround(leaves()[0]);
    steadily(() => {
      stack.prepend(above);
      stack.append(below);
      above.className = below.className = "stack__space";
    });
    body.addEventListener("scroll", onScroll, { passive: true });
    arrange();
  }
  let [width, tall] = [body.clientWidth, body.clientHeight];
  new ResizeObserver(() => {
    if (body.clientWidth === width && (body.clientHeight === tall || stack.dataset.zoom !== "page")) return;
    [width, tall] = [body.clientWidth, body.clientHeight];
    resize();
  }).observe(body);
};

/* Keys that scroll do so though nothing has the cursor yet. */
document.addEventListener("keydown", (event) => {
  const pageful = body?.clientHeight * 0.9;
  const by = { PageDown: pageful, PageUp: -pageful, ArrowDown: 48, ArrowUp: -48, " ": event.shiftKey ? -pageful : pageful }[event.key];
  if (!by || event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || document.activeElement !== document.body) return;
  event.preventDefault();
  body.scrollTop += by;
});

if (stack) begin();
