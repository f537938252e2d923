/*
 * Selected words as a span of the document: every word or piece of text knows where it stands (data-s, data-e, in code
 * points of the canonical text).
 */
const points = (text) => Array.from(text).length;

/* Where a boundary of the selection stands in the text of its piece, in code points from the piece's start. */
const within = (piece, node, offset) => {
  const range = document.createRange();
  range.selectNodeContents(piece);
  range.setEnd(node, offset);
  return points(range.toString());
};

export const spanOf = (selection) => {
  if (!selection?.rangeCount || selection.isCollapsed) return null;
  const range = selection.getRangeAt(0);
  const ancestor = range.commonAncestorContainer;
  const home = (ancestor.nodeType === 1 ? ancestor : ancestor.parentElement)?.closest("[data-version][data-role]");
  if (!home) return null;
  const pieces = [...home.querySelectorAll("[data-s]")].filter((piece) => range.intersectsNode(piece));
  if (!pieces.length) return null;
  const [first, last] = [pieces[0], pieces.at(-1)];
  let [start, end] = [Number(first.dataset.s), Number(last.dataset.e)];
  if (first.contains(range.startContainer))
    start = Math.min(Number(first.dataset.e), start + within(first, range.startContainer, range.startOffset));
  if (last.contains(range.endContainer))
    end = Math.min(end, Number(last.dataset.s) + within(last, range.endContainer, range.endOffset));
  return end > start ? { version: home.dataset.version, role: home.dataset.role, start, end, range } : null;
};

/* Put the menu beside the selected words. */
export const place = (menu, range) => {
  const rects = [...range.getClientRects()].filter((rect) => rect.width && rect.height);
  const last = rects.at(-1) ?? range.getBoundingClientRect();
  const box = menu.getBoundingClientRect();
  const left = Math.min(Math.max(8, last.right - box.width / 2), innerWidth - box.width - 8);
  const below = last.bottom + 8;
  const top = below + box.height < innerHeight - 8 ? below : Math.max(8, rects[0].top - box.height - 8);
  menu.style.left = `${Math.round(left)}px`;
  menu.style.top = `${Math.round(top)}px`;
};

/* Keep a menu with the selection: ``offer`` shows it or hides it, by mouse, keyboard or touch; Escape gives up both. */
export const follow = (menu, offer, hide) => {
  let soon;
  document.addEventListener("words:selected", offer);
  document.addEventListener("pointerup", (event) => menu.contains(event.target) || setTimeout(offer));
  document.addEventListener("selectionchange", () => {
    if (menu.contains(document.activeElement)) return;
    if (getSelection().isCollapsed) hide();
    else {
      clearTimeout(soon);
      soon = setTimeout(() => document.querySelector(":active") || offer(), 250); // Selecting by keyboard or by touch.
    }
  });
  document.addEventListener("scroll", () => menu.hidden || offer(), true);
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || menu.hidden) return;
    event.preventDefault();
    getSelection().removeAllRanges();
    hide();
  }, true);
};
