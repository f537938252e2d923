/*
 * What is written and not saved yet (reasons, notes, a speaker's name) stays with its claim or link while one looks at
 * others; leaving the page asks first. A form is known by the address it posts to, which names the claim or the link.
 */
const drafts = new Map();
const FORMS = "[data-pane] form[method=post]:not(.bulk)"; // What is chosen in the list is choosing.js's.

const keyOf = (form) => new URL(form.action).pathname;

const fieldsOf = (form) =>
  [...form.elements].filter((field) => field.name && field.matches("textarea, select, input:not([type=hidden])"));

const isTicked = (field) => field.type === "radio" || field.type === "checkbox";

const isChanged = (field) => {
  if (isTicked(field)) return field.checked !== field.defaultChecked;
  if (field.matches("select")) return [...field.options].some((option) => option.selected !== option.defaultSelected);
  return field.value !== field.defaultValue;
};

document.addEventListener("input", (event) => {
  const form = event.target.closest(FORMS);
  if (!form) return;
  const fields = fieldsOf(form);
  if (fields.some(isChanged)) drafts.set(keyOf(form), fields.map(({ name, value, checked }) => ({ name, value, checked })));
  else drafts.delete(keyOf(form));
});

/* Cancel: what was typed is not wanted. */
document.addEventListener("click", ({ target }) => {
  const form = target.closest?.("[data-forgets]")?.closest("form");
  if (form) drafts.delete(keyOf(form));
});

document.addEventListener("panes:posted", ({ detail: form }) => {
  if (form && fieldsOf(form).length) drafts.delete(keyOf(form));
});

document.addEventListener("panes:shown", () => {
  for (const form of document.querySelectorAll(FORMS)) {
    const [draft, fields] = [drafts.get(keyOf(form)), fieldsOf(form)];
    if (!draft || !fields.length) continue;
    for (const field of fields) {
      const ticked = isTicked(field);
      const kept = draft.find(({ name, value }) => name === field.name && (!ticked || value === field.value));
      if (ticked) field.checked = Boolean(kept?.checked);
      else if (kept) field.value = kept.value;
    }
    const fold = form.closest("details.fold");
    if (fold) fold.open = true;
  }
});

/*
 * Ctrl Enter saves what one is writing; without this a note would save the verdict, whose key it is. Once it is saved
 * the cursor leaves the field for what it belongs to: the next key (J: next claim) is a key again, not a letter more.
 */
let saving = null;
document.addEventListener(
  "keydown",
  (event) => {
    if (event.key !== "Enter" || !(event.ctrlKey || event.metaKey)) return;
    const form = event.target.closest?.("[data-pane] form[method=post]");
    if (!form || !fieldsOf(form).length) return;
    event.preventDefault();
    event.stopPropagation();
    saving = form;
    form.requestSubmit();
  },
  true,
);

document.addEventListener("panes:posted", ({ detail: form }) => {
  if (form !== saving) return;
  const home = document.activeElement?.closest("article, #claim");
  if (form.contains(document.activeElement)) home?.focus({ preventScroll: true });
  saving = null;
});

window.addEventListener("beforeunload", (event) => drafts.size && event.preventDefault());
