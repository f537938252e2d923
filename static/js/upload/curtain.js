/* The page under a file that is held over it: one half for reports, one for sources. */
import { element } from "./words.js";

const HALVES = [
  ["report", "Drop as report", "to be checked"],
  ["source", "Drop as sources", "to hold the report against"],
];

const made = () => {
  const over = element("div", "drop");
  for (const [kind, words, more] of HALVES) {
    const half = element("div", "drop__half", words);
    half.dataset.kind = kind;
    half.append(element("span", "small quiet", more));
    over.append(half);
  }
  return over;
};

const holdsFiles = (event) => [...(event.dataTransfer?.types ?? [])].includes("Files");

/* ``dropped`` gets what was dropped while the event still lasts, and on which half. */
export const curtain = (form, dropped) => {
  let over;
  const away = () => {
    over?.remove();
    over = undefined;
  };
  document.addEventListener("dragenter", (event) => {
    if (!holdsFiles(event) || over) return;
    over = made();
    document.body.append(over);
  });
  document.addEventListener("dragover", (event) => {
    if (!holdsFiles(event)) return;
    event.preventDefault();
    for (const half of over?.children ?? []) half.toggleAttribute("data-over", half.contains(event.target));
  });
  document.addEventListener("dragleave", (event) => {
    if (!event.relatedTarget) away();
  });
  document.addEventListener("drop", (event) => {
    if (!holdsFiles(event)) return;
    event.preventDefault();
    const kind = event.target.closest?.("[data-kind]")?.dataset.kind ?? form.elements.kind.value;
    away();
    dropped(event.dataTransfer, kind);
  });
};
