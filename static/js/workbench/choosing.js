/*
 * Choosing several lines of the list: Shift takes all between two of them, how many are chosen is said, and what is
 * chosen stays so while one looks at one claim after another. Another stretch or other filters begin anew, so that
 * nothing is decided about that one does not see.
 */
const chosen = new Set();
let everything = false;
let list = "";
let last = null;

const body = () => document.getElementById("queue-body");
const boxes = () => [...document.querySelectorAll("#queue-body input[name=claim]")];
const all = () => document.querySelector("#bulk [name=all]");

const tell = () => {
  if (all()) all().checked = everything;
  for (const box of boxes()) {
    box.checked = everything || chosen.has(box.value);
    box.disabled = everything;
  }
  const words = document.querySelector("#bulk [data-chosen]");
  if (words) words.textContent = everything || !chosen.size ? "" : `${chosen.size} chosen`;
};

const choose = (box, on, reach) => {
  const shown = boxes();
  const [from, to] = [shown.findIndex(({ value }) => value === last), shown.indexOf(box)];
  const some = reach && from >= 0 ? shown.slice(Math.min(from, to), Math.max(from, to) + 1) : [box];
  for (const { value } of some) on ? chosen.add(value) : chosen.delete(value);
  last = box.value;
  tell();
};

document.addEventListener(
  "click",
  (event) => {
    const line = event.shiftKey && event.target.closest?.("#queue-body li:has(.queue__tick) > a");
    if (line) {
      // Else the browser would open the line in a window of its own.
      event.preventDefault();
      const box = line.parentElement.querySelector("input[name=claim]");
      if (!box.disabled) choose(box, !box.checked, true);
    } else if (event.target.matches?.("#queue-body input[name=claim]")) choose(event.target, event.target.checked, event.shiftKey);
    else if (event.target.matches?.("#bulk [name=all]")) {
      everything = event.target.checked;
      tell();
    }
  },
  true,
);

const settle = () => {
  const now = body()?.dataset.scroll ?? "";
  const asked = document.getElementById("bulk-sure");
  if (asked) asked.focus({ preventScroll: true });
  else if (now !== list) {
    chosen.clear();
    everything = false;
    last = null;
    list = now;
  }
  if (asked) return;
  for (const value of chosen) if (!boxes().some((box) => box.value === value)) chosen.delete(value);
  tell();
};

document.addEventListener("panes:posted", ({ detail: form }) => {
  if (form?.matches("#bulk, #bulk-sure")) [everything, list] = [false, ""];
});
document.addEventListener("panes:shown", settle);
for (const box of boxes()) if (box.checked) chosen.add(box.value); // What the browser kept over a reload.
list = body()?.dataset.scroll ?? "";
settle();
