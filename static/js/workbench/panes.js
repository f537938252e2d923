/*
 * Links and forms of the workbench without loading the page anew.
 *
 * The server answers every address with the whole page; here only the children of the parts marked data-pane are put
 * in place of those that are shown, by id. What is the same page of the same document stays where it is, image and
 * words and all. The place in the list and on the page is kept where data-scroll says that it is the same thing; where
 * that or data-turn has changed, what is marked data-here is brought into view. The next claim is fetched ahead.
 *
 * Not htmx here: it has no way of showing a page that was fetched ahead, nor of keeping an image across a swap
 * when what is drawn over it has changed.
 */
const KEEP_MS = 30_000;
const ahead = new Map();
let shown = location.pathname + location.search;
let turn = 0;

const say = (text) => document.dispatchEvent(new CustomEvent("toast", { detail: { text, level: "error" } }));
const wait = (on) => document.getElementById("waiting")?.toggleAttribute("data-on", on);

const parse = (html) => new DOMParser().parseFromString(html, "text/html");

const ask = async (url, options = {}) => {
  const response = await fetch(url, { credentials: "same-origin", headers: { Accept: "text/html" }, ...options });
  return { status: response.status, url: response.url, page: parse(await response.text()) };
};

const fetchAhead = (url) => {
  const known = ahead.get(url);
  if (known && performance.now() - known.at < KEEP_MS) return;
  const asked = ask(url, { priority: "low" });
  ahead.set(url, { at: performance.now(), asked });
  asked
    .then(({ page }) => {
      for (const image of page.querySelectorAll("#report .sheet__image")) {
        const first = new Image();
        first.sizes = image.sizes;
        first.srcset = image.srcset;
      }
      for (const words of page.querySelectorAll("#report [data-words]")) fetch(words.dataset.words, { priority: "low" }).catch(() => {});
    })
    .catch(() => ahead.delete(url));
};

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

const late = new Set();

const bringIntoView = (body) => {
  late.delete(body);
  if (!body.clientHeight) {
    late.add(body); // In a column that a narrow screen does not show yet.
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

const show = (page) => {
  const fresh = [...page.querySelectorAll("[data-pane]")];
  if (!fresh.length) return false;
  const places = new Map();
  for (const body of document.querySelectorAll("[data-scroll]"))
    places.set(body.id, [body.dataset.scroll, body.dataset.turn, body.scrollTop, body.scrollLeft]);
  const focused = document.activeElement?.id;
  for (const pane of fresh) {
    const old = document.getElementById(pane.id);
    if (!old || (pane.id === "queue" && patchList(old, pane))) continue;
    keepSheets(old, pane);
    old.className = pane.className;
    old.replaceChildren(...pane.childNodes);
  }
  document.title = page.title;
  for (const body of document.querySelectorAll("[data-scroll]")) {
    const [key, turned, top, left] = places.get(body.id) ?? [];
    if (key === body.dataset.scroll) body.scrollTo(left, top);
    if (key !== body.dataset.scroll || turned !== body.dataset.turn) bringIntoView(body);
  }
  if (focused) document.getElementById(focused)?.focus({ preventScroll: true });
  document.dispatchEvent(new CustomEvent("panes:shown"));
  return true;
};

const settle = () => {
  const idle = window.requestIdleCallback ?? ((then) => setTimeout(then, 200));
  idle(() => {
    for (const link of document.querySelectorAll("a[data-prefetch]")) fetchAhead(link.href);
  });
};

/* Narrow screens show the column that the fragment names. */
const turnTo = (hash) => {
  if (hash && hash !== location.hash) location.replace(hash);
};

const go = async (url, { options = {}, push = true } = {}) => {
  const mine = ++turn;
  const target = new URL(url, location.href);
  const hash = target.hash;
  target.hash = "";
  const posts = options.method === "POST";
  if (posts) ahead.clear();
  wait(true);
  try {
    const known = posts ? null : ahead.get(target.href);
    const fresh = known && performance.now() - known.at < KEEP_MS;
    const answer = await (fresh ? known.asked : ask(target.href, options));
    if (mine !== turn) return;
    if (answer.status >= 400 && answer.status !== 422) {
      if (answer.status === 403) say("You are not allowed to do this, or you have been logged out. Load the page again.");
      else if (answer.status === 404) say("This is no longer here. Somebody may have removed it; load the page again.");
      else say("Something broke on the server. Nothing that was saved is lost; try again.");
      return;
    }
    const reached = new URL(answer.url);
    ahead.delete(target.href);
    if (!show(answer.page)) {
      location.assign(answer.url);
      return;
    }
    if (answer.status !== 422) {
      const address = reached.pathname + reached.search;
      if (push && address !== shown) history.pushState(null, "", address + location.hash);
      shown = address;
      turnTo(reached.hash || hash);
    }
    settle();
  } catch {
    say("The server cannot be reached. What you wrote is still here; try again in a moment.");
  } finally {
    if (mine === turn) wait(false);
  }
};

const isOurs = (url) => url.origin === location.origin;

document.addEventListener("click", (event) => {
  if (event.defaultPrevented || event.button || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
  if (event.target.closest("[data-dismiss]")) {
    event.target.closest("[data-notice]").remove();
    return;
  }
  const link = event.target.closest("[data-pane] a[href]");
  const href = link?.getAttribute("href");
  if (!href || link.target || href.startsWith("#")) return;
  const url = new URL(href, location.href);
  if (!isOurs(url) || url.pathname !== location.pathname) return;
  event.preventDefault();
  go(url.href);
});

document.addEventListener("submit", (event) => {
  const form = event.target;
  if (event.defaultPrevented || form.matches("[data-native]") || !form.closest("[data-pane], #pick")) return;
  const url = new URL(form.action);
  if (!isOurs(url)) return;
  event.preventDefault();
  const data = new FormData(form, event.submitter);
  if (form.method === "get") {
    url.search = new URLSearchParams([...data].filter(([, value]) => value)).toString();
    go(url.href);
  } else {
    document.dispatchEvent(new CustomEvent("panes:posting", { detail: form }));
    go(url.href, { options: { method: "POST", body: new URLSearchParams(data) } });
  }
});

for (const event of ["hashchange", "load"]) window.addEventListener(event, () => [...late].forEach(bringIntoView));

window.addEventListener("popstate", () => {
  if (location.pathname + location.search !== shown) go(location.href, { push: false });
});

/* Notices can be closed here, and go by themselves unless they say that something went wrong. */
const notices = () => {
  for (const notice of document.querySelectorAll("#notices [data-notice]")) {
    notice.querySelector("[data-dismiss]").hidden = false;
    if (notice.dataset.notice !== "error") setTimeout(() => notice.matches(":hover, :focus-within") || notice.remove(), 8000);
  }
};

/* While workers are at it, look again now and then, but never while somebody is writing or selecting. */
let looking;
const lookAgain = () => {
  clearTimeout(looking);
  const seconds = Number(document.querySelector("[data-reload]")?.dataset.reload);
  if (!seconds) return;
  looking = setTimeout(() => {
    const busy = document.activeElement?.matches("textarea, input, select") || !getSelection().isCollapsed || document.hidden;
    if (busy || document.querySelector("details.menu[open], dialog[open]")) lookAgain();
    else go(location.href, { push: false });
  }, seconds * 1000);
};

document.addEventListener("panes:shown", () => {
  notices();
  lookAgain();
});
for (const body of document.querySelectorAll("[data-scroll]")) bringIntoView(body);
for (const image of document.querySelectorAll(".sheet__image"))
  image.addEventListener("load", () => bringIntoView(image.closest("[data-scroll]") ?? image.parentElement), { once: true });
notices();
lookAgain();
settle();
