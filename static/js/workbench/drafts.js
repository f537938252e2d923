/* Reasons that are not saved yet stay with their claim while one looks at others; leaving the page asks first. */
const drafts = new Map();

const formOf = () => document.querySelector("form[data-draft]");

const read = (form) => ({ value: form.elements.value.value, reasons: form.elements.reasons.value });

const isChanged = (form) =>
  form.elements.reasons.value !== form.elements.reasons.defaultValue ||
  [...form.querySelectorAll("[name=value]")].some((radio) => radio.checked !== radio.defaultChecked);

document.addEventListener("input", (event) => {
  const form = event.target.closest("form[data-draft]");
  if (!form) return;
  if (isChanged(form)) drafts.set(form.dataset.draft, read(form));
  else drafts.delete(form.dataset.draft);
});

document.addEventListener("panes:posted", ({ detail: form }) => form.matches("form[data-draft]") && drafts.delete(form.dataset.draft));

document.addEventListener("panes:shown", () => {
  const form = formOf();
  const draft = form && drafts.get(form.dataset.draft);
  if (!draft) return;
  form.elements.reasons.value = draft.reasons;
  for (const radio of form.querySelectorAll("[name=value]")) radio.checked = radio.value === draft.value;
});

window.addEventListener("beforeunload", (event) => drafts.size && event.preventDefault());
