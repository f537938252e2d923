/*
 * Words that are selected on a page, or over several, can be pointed to: a link to copy, a way to the workbench with
 * just these words in question, or a claim made of them.
 */
import { place, spanOf } from "../workbench/spans.js";

const pick = document.getElementById("pick");
const link = pick?.querySelector(".pick__link");
let span = null;

const hide = () => {
  if (!pick) return;
  pick.hidden = true;
  link.hidden = true;
};

const pageOf = (range) => (range.startContainer.nodeType === 1 ? range.startContainer : range.startContainer.parentElement)?.closest(".leaf")?.dataset.number;

const address = () => new URL(pick.dataset.pages.replace("/pages/0/", `/pages/${span.page}/`) + `?at=${span.start}-${span.end}`, location.href).href;

const offer = () => {
  const found = spanOf(getSelection());
  if (!found) return hide();
  const page = pageOf(found.range);
  if (!page) return hide();
  if (span?.start !== found.start || span?.end !== found.end) link.hidden = true;
  span = { start: found.start, end: found.end, page };
  const desk = pick.querySelector(".pick__desk");
  if (desk) desk.href = `${pick.dataset.desk}&source_page=${page}&at=${span.start}-${span.end}#evidence`;
  const form = pick.querySelector("form");
  if (form) form.elements.span.value = `${span.start}-${span.end}`;
  pick.hidden = false;
  place(pick, found.range);
  return undefined;
};

const copy = async (button) => {
  const says = button.querySelector("[data-says]");
  const before = says.dataset.before ?? says.textContent;
  says.dataset.before = before;
  try {
    await navigator.clipboard.writeText(address());
    says.textContent = "Copied";
  } catch {
    link.hidden = false; // Without https the clipboard is closed: it lies there to be copied by hand.
    link.value = address();
    link.select();
    says.textContent = "Press Ctrl C";
  }
  setTimeout(() => (says.textContent = before), 2000);
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
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || pick.hidden) return;
    event.preventDefault();
    getSelection().removeAllRanges();
    hide();
  }, true);
  pick.addEventListener("click", (event) => {
    const button = event.target.closest("[data-passage]");
    if (button) copy(button);
  });
}
