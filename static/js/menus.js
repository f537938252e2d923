/*
 * Menus (details.menu) close when one clicks elsewhere or presses Escape; dialogs open by data-open="id" and close by
 * data-close, Escape or a click beside them; data-copy="#id" copies the text or value of an element and says so.
 */
const close = (menu, focus) => {
  menu.open = false;
  if (focus) menu.querySelector("summary")?.focus();
};

document.addEventListener("click", async (event) => {
  for (const menu of document.querySelectorAll("details.menu[open]"))
    if (!menu.contains(event.target) || event.target.closest(".menu__list a, .menu__list [data-open]")) close(menu);

  const opener = event.target.closest("[data-open]");
  if (opener) {
    const dialog = document.getElementById(opener.dataset.open);
    if (dialog && !dialog.open) {
      event.preventDefault();
      dialog.showModal();
    }
    return;
  }
  if (event.target.closest("[data-close]") || event.target.matches("dialog[open]")) {
    event.target.closest("dialog")?.close();
    return;
  }

  const copier = event.target.closest("[data-copy]");
  if (!copier) return;
  const from = document.querySelector(copier.dataset.copy);
  const words = copier.querySelector("[data-copy-says]") ?? copier;
  const before = words.textContent;
  try {
    await navigator.clipboard.writeText(from.value ?? from.textContent.trim());
    words.textContent = "Copied";
  } catch {
    from.select?.(); // Without https the clipboard is closed: leave it selected, ready for Ctrl C.
    words.textContent = "Press Ctrl C";
  }
  setTimeout(() => (words.textContent = before), 2000);
});

document.addEventListener("keydown", (event) => {
  if (event.key !== "Escape") return;
  const menu = document.querySelector("details.menu[open]");
  if (menu) close(menu, menu.contains(document.activeElement));
});
