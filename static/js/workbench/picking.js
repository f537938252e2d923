/*
 * Beside words that are selected a small menu offers what can be done with them: link them to the claim, add a claim.
 */
import { follow, place, spanOf } from "./spans.js";

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

if (pick) {
  follow(pick, offer, hide);
  document.addEventListener("panes:posting", () => {
    getSelection().removeAllRanges();
    hide();
  });
}
