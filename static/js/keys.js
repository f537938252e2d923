/*
 * Everything by keyboard. A key is declared where its thing is:
 *
 *   <a href="…" data-key="j" data-key-says="Next claim" data-key-group="Claims">
 *   <input type="search" data-key="mod+k" data-key-says="Search">
 *
 * Pressing it clicks the thing, or puts the cursor into a field. `?` opens a list made of all keys on the page.
 * Keys without mod do nothing while a field has the cursor. Space-separated alternatives: data-key="j ArrowDown".
 * data-key="shift+n" is with the shift key; where nothing has that, n will do.
 */
const FIELDS = "input:not([type=radio],[type=checkbox],[type=button],[type=submit]), textarea, select, [contenteditable]";
const NAMES = { ArrowUp: "↑", ArrowDown: "↓", ArrowLeft: "←", ArrowRight: "→", Enter: "↵", Escape: "Esc", Home: "Home", End: "End", " ": "Space" };
const mac = /Mac|iPhone|iPad/.test(navigator.platform);

const pressed = (event) => {
  const mod = (mac ? event.metaKey : event.ctrlKey) ? "mod+" : "";
  return mod + (event.key.length === 1 ? event.key.toLowerCase() : event.key);
};

/* What a closed menu holds has boxes in some browsers, and is not there all the same. */
const seen = (element) =>
  element.getClientRects().length > 0 && !element.closest("[inert], details:not([open]) > :not(summary)");

const find = (key) =>
  [...document.querySelectorAll("[data-key]")].find(
    (element) => element.dataset.key.split(" ").includes(key) && !element.disabled && seen(element),
  );

document.addEventListener("keydown", (event) => {
  if (event.defaultPrevented || event.altKey || event.isComposing) return;
  const key = pressed(event);
  const typing = event.target.matches?.(FIELDS);
  if (typing && event.key === "Escape") {
    event.target.blur();
    return;
  }
  if ((typing || event.ctrlKey || event.metaKey) && !key.startsWith("mod+")) return;
  if (document.querySelector("dialog[open]")) return;
  const element = (event.shiftKey && find(`shift+${key}`)) || find(key);
  if (!element) return;
  event.preventDefault();
  if (element.matches(FIELDS)) {
    element.focus();
    element.select?.();
  } else if (element.matches("details")) {
    element.open = !element.open;
  } else element.click();
});

const cap = (key) => {
  const made = document.createElement("kbd");
  made.textContent = (key === "+" ? [key] : key.split("+"))
    .map((part) => (part === "mod" ? (mac ? "⌘" : "Ctrl") : part === "shift" ? "Shift" : NAMES[part] ?? part.toUpperCase()))
    .join(mac ? "" : " ");
  return made;
};

/* The list behind `?`: what can be pressed on this page, by group, in the order of the page. */
const fill = (list) => {
  const groups = new Map();
  for (const element of document.querySelectorAll("[data-key][data-key-says]")) {
    const name = element.dataset.keyGroup || "Everywhere";
    const group = groups.get(name) ?? new Map();
    if (!group.has(element.dataset.key)) group.set(element.dataset.key, element.dataset.keySays);
    groups.set(name, group);
  }
  list.replaceChildren();
  const everywhere = groups.get("Everywhere");
  if (groups.delete("Everywhere")) groups.set("Everywhere", everywhere); // Last: what belongs to this page comes first.
  for (const [name, keys] of groups) {
    const head = document.createElement("h3");
    head.textContent = name;
    const facts = document.createElement("dl");
    facts.className = "facts";
    for (const [key, says] of keys) {
      const term = document.createElement("dt");
      term.append(...key.split(" ").flatMap((one) => [cap(one), " "]));
      const words = document.createElement("dd");
      words.textContent = says;
      facts.append(term, words);
    }
    list.append(head, facts);
  }
};

document.addEventListener("click", (event) => {
  if (!event.target.closest("[data-open='keys']")) return;
  const list = document.getElementById("keys-list");
  if (list) fill(list);
});
