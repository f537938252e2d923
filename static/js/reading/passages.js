/*
 * Words that are selected on a page, or over several, can be pointed to: a link to copy, a way to the workbench with
 * just these words in question, or a claim made of them.
 */
import { follow, place, spanOf } from "../workbench/spans.js";

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

if (pick) {
  follow(pick, offer, hide);
  pick.addEventListener("click", (event) => {
    const button = event.target.closest("[data-passage]");
    if (button) copy(button);
  });
}
