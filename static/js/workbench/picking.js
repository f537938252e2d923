/*
 * Beside words that are selected a small menu offers what can be done with them: link them to the claim, add a claim.
 */
import { place, spanOf } from "./spans.js";

const pick = document.getElementById("pick");

const hide = () => {
  if (pick) pick.hidden = true;
};

const offer = () => {
  const span = spanOf(getSelection());
  const form = span && pick?.querySelector(`[data-pick="${span.role}"]`);
  if (!form) return hide();
  const action = form.dataset.pick === "source" ? document.querySelector("[data-link-to]")?.dataset.linkTo : document.querySelector("#add-claim")?.action;
  if (!action) return hide();
  for (const other of pick.querySelectorAll("[data-pick]")) other.hidden = other !== form;
  form.action = action;
  form.elements.version.value = span.version;
  form.elements.span.value = `${span.start}-${span.end}`;
  pick.hidden = false;
  place(pick, span.range);
  return undefined;
};

let soon;
if (pick) {
  document.addEventListener("words:selected", offer);
  document.addEventListener("pointerup", (event) => pick.contains(event.target) || setTimeout(offer));
  document.addEventListener("selectionchange", () => {
    if (pick.contains(document.activeElement)) return;
    if (getSelection().isCollapsed) hide();
    else {
      clearTimeout(soon);
      soon = setTimeout(() => document.querySelector(":active") || offer(), 250); // Selecting by keyboard or by touch.
    }
  });
  document.addEventListener("scroll", () => pick.hidden || offer(), true);
  document.addEventListener("panes:posting", () => {
    getSelection().removeAllRanges();
    hide();
  });
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || pick.hidden) return;
    event.preventDefault();
    getSelection().removeAllRanges();
    hide();
  }, true);
}
