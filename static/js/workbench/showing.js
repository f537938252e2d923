/*
 * Puts the parts of a fetched page in place of those that are shown, and keeps everything else where it is: the same
 * page of the same document with image and words, unchanged lines of the list, places scrolled to, the cursor.
 */
/* Parts of a page image that need not be loaded and laid out again. */
const keepSheets = (old, fresh) => {
  for (const sheet of fresh.querySelectorAll("figure[data-sheet]")) {
    const same = old.querySelector(`figure[data-sheet="${sheet.dataset.sheet}"]`);
    if (!same) continue;
    for (const part of [".sheet__image", ".sheet__text"]) {
      const [now, then] = [sheet.querySelector(part), same.querySelector(part)];
      if (!now || !then) continue;
      if (now.sizes !== undefined) then.sizes = now.sizes;
      now.replaceWith(then);
    }
  }
};

/*
 * The same stretch of the list under the same filters: only the lines that say something else are replaced, so that a
 * hundred lines are not laid out again for each claim.
 */
const patchList = (old, fresh) => {
  const [body, next] = [old.querySelector("#queue-body"), fresh.querySelector("#queue-body")];
  const [lines, others] = [body?.querySelectorAll("li") ?? [], next?.querySelectorAll("li") ?? []];
  if (!lines.length || body.dataset.scroll !== next.dataset.scroll || lines.length !== others.length) return false;
  for (const [index, line] of lines.entries()) if (!line.isEqualNode(others[index])) line.replaceWith(others[index]);
  body.dataset.turn = next.dataset.turn;
  for (const part of [...old.children]) {
    const now = part !== body && fresh.querySelector(`.${part.classList[part.classList.length - 1]}`);
    if (now && !part.isEqualNode(now)) part.replaceWith(now);
  }
  return true;
};

/* Columns that a narrow screen did not show when there was something in them to bring into view. */
export const late = new Set();

export const bringIntoView = (body) => {
  late.delete(body);
  if (!body.clientHeight) {
    late.add(body);
    return;
  }
  const here = body.querySelector("[data-here]");
  if (!here) {
    body.scrollTop = 0;
    return;
  }
  const [outer, inner] = [body.getBoundingClientRect(), here.getBoundingClientRect()];
  if (inner.top >= outer.top + 8 && inner.bottom <= outer.bottom - 8) return;
  const room = Math.max(24, (outer.height - inner.height) / 3);
  body.scrollTop += inner.top - outer.top - room;
  const left = inner.left - outer.left - 24;
  const right = inner.right - outer.right + 24;
  if (left < 0 || right > 0) body.scrollLeft += Math.min(left, Math.max(right, 0)) || left;
};

/* What somebody folded out stays so: the text of a page while turning pages, a note. */
const keepFolds = (old, fresh) => {
  const name = (fold) => `${fold.closest("[id]")?.id} ${fold.querySelector("summary")?.textContent}`;
  const open = new Set([...old.querySelectorAll("details.fold[open]")].map(name));
  for (const fold of fresh.querySelectorAll("details.fold")) if (open.has(name(fold))) fold.open = true;
};

/* A menu that was opened while a page was on its way stays open, with what was typed, if it is about the same claim. */
const keepMenus = (old, fresh) => {
  const path = (form) => new URL(form.action, location.href).pathname;
  for (const menu of old.querySelectorAll("details.menu[id][open]")) {
    const [form, now] = [menu.querySelector("form"), fresh.querySelector(`#${CSS.escape(menu.id)}`)];
    const same = now?.querySelector("form");
    if (!form || !same || path(form) !== path(same)) continue;
    now.open = true;
    for (const field of form.querySelectorAll("input:not([type=hidden])")) {
      const other = same.querySelector(`[name="${CSS.escape(field.name)}"]`);
      if (other) other.value = field.value;
    }
  }
};

/* How to find the thing that has the cursor again after its pane was replaced: links by where they lead, buttons by key. */
const nameOf = (element) => {
  if (!element || element === document.body) return "";
  if (element.id) return `#${CSS.escape(element.id)}`;
  const home = element.closest("[id]")?.id;
  const within = home ? `#${CSS.escape(home)} ` : "";
  for (const name of ["data-key", "data-card-key", "href", "name"])
    if (element.hasAttribute(name)) return `${within}[${name}="${CSS.escape(element.getAttribute(name))}"]`;
  return "";
};

export const show = (page, { menus = true } = {}) => {
  const fresh = [...page.querySelectorAll("[data-pane]")];
  if (!fresh.length) return false;
  const places = new Map();
  for (const body of document.querySelectorAll("[data-scroll]"))
    places.set(body.id, [body.dataset.scroll, body.dataset.turn, body.scrollTop, body.scrollLeft]);
  const focused = document.activeElement;
  const name = nameOf(focused);
  for (const pane of fresh) {
    const old = document.getElementById(pane.id);
    if (!old || (pane.id === "queue" && patchList(old, pane))) continue;
    if (pane.id === "notices" && !pane.childElementCount) continue; // What can be undone stays until it goes by itself.
    keepSheets(old, pane);
    keepFolds(old, pane);
    if (menus) keepMenus(old, pane);
    old.className = pane.className;
    old.replaceChildren(...pane.childNodes);
  }
  document.title = page.title;
  for (const body of document.querySelectorAll("[data-scroll]")) {
    const [key, turned, top, left] = places.get(body.id) ?? [];
    if (key === body.dataset.scroll) body.scrollTo(left, top);
    if (key !== body.dataset.scroll || turned !== body.dataset.turn) bringIntoView(body);
  }
  if (name && !focused.isConnected) document.querySelector(name)?.focus({ preventScroll: true });
  document.dispatchEvent(new CustomEvent("panes:shown"));
  return true;
};
