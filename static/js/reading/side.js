/*
 * What stands beside the pages: thumbnails, contents, find. Which one, or none, this browser remembers; on a narrow screen
 * it is a sheet over the page that goes when something in it was chosen. Thumbnails come a stretch at a time and
 * follow the page in view; so does the line of the contents.
 */
import { now, stack } from "./leaves.js";

const reader = document.getElementById("reader");
const narrow = matchMedia("(max-width: 60rem)");
const side = () => document.getElementById("side");

const keep = (name) => {
  document.cookie = `reading_side=${name}; path=/versions/; max-age=31536000; SameSite=Lax`;
};

/* The address of what stands beside this page. */
const sideUrl = (params) => {
  const url = new URL(location.href);
  url.pathname = url.pathname.replace(/\d+\/$/, `${now()}/side/`);
  for (const [name, value] of Object.entries(params)) url.searchParams.set(name, value);
  return url;
};

const ask = async (params) => {
  const response = await fetch(sideUrl(params), { credentials: "same-origin" });
  if (!response.ok) throw new Error(String(response.status));
  return new DOMParser().parseFromString(await response.text(), "text/html");
};

const mark = (name) => {
  for (const tab of document.querySelectorAll(".reader__tab")) {
    if (tab.dataset.side === name) tab.setAttribute("aria-current", "true");
    else tab.removeAttribute("aria-current");
  }
};

const close = () => {
  side().dataset.panel = "closed";
  side().classList.add("side--closed");
  side().replaceChildren();
  reader.removeAttribute("data-open");
  mark("");
};

const open = async (name) => {
  mark(name);
  try {
    const page = await ask({ side: name });
    const fresh = page.getElementById("side");
    if (!fresh) return location.reload();
    side().dataset.panel = name;
    side().className = fresh.className;
    side().setAttribute("aria-label", fresh.getAttribute("aria-label"));
    side().replaceChildren(...fresh.childNodes);
    reader.setAttribute("data-open", "");
    ready();
    if (name === "find") document.getElementById("find")?.select();
  } catch {
    document.dispatchEvent(new CustomEvent("toast", { detail: { text: "This could not be fetched. Try again in a moment.", level: "error" } }));
  }
  return undefined;
};

document.addEventListener("click", (event) => {
  if (event.button || event.ctrlKey || event.metaKey || event.shiftKey) return;
  const tab = event.target.closest("#reader [data-side]");
  if (!tab) {
    if (narrow.matches && reader?.hasAttribute("data-open") && !event.target.closest(".side, .reader__rail")) reader.removeAttribute("data-open");
    return;
  }
  event.preventDefault();
  const name = tab.dataset.side;
  const isOpen = side().dataset.panel === name && (!narrow.matches || reader.hasAttribute("data-open"));
  if (name === "closed" || (isOpen && name !== "find")) {
    if (!narrow.matches) keep("closed");
    close();
  } else if (isOpen) document.getElementById("find").select();
  else {
    if (!narrow.matches) keep(name);
    open(name);
  }
});

/* Of several sections that begin on a page the one that was chosen is where one is. */
document.addEventListener("click", (event) => {
  const line = event.target.closest("#side .contents__list a");
  if (!line || event.ctrlKey || event.metaKey || event.shiftKey) return;
  line.closest("ol").querySelector("[aria-current]")?.removeAttribute("aria-current");
  line.setAttribute("aria-current", "location");
});

document.addEventListener("keydown", (event) => {
  if (event.key !== "Escape" || !narrow.matches || !reader?.hasAttribute("data-open")) return;
  event.preventDefault();
  reader.removeAttribute("data-open");
});

/* Another stretch of thumbnails, put before or after those that are there; the farthest ones go. */
const STRETCHES = 3;
let fetching = false;
const stretch = async (link) => {
  if (fetching) return;
  fetching = true;
  const way = link.dataset.stretch;
  try {
    const page = await ask({ side: "pages", first: new URL(link.href).searchParams.get("first") });
    const [list, fresh] = [document.getElementById("thumbs"), page.getElementById("thumbs")];
    if (!link.isConnected || !fresh) return;
    const next = fresh.querySelector(`[data-stretch="${way}"]`);
    const more = fresh.querySelector(".thumbs__list");
    const height = list.scrollHeight;
    if (way === "later") link.before(more);
    else {
      link.after(more);
      list.scrollTop += list.scrollHeight - height;
    }
    if (next) link.replaceWith(next);
    else link.remove();
    trim(list, way);
    watch();
  } catch {
    /* The link is still there. */
  } finally {
    fetching = false;
  }
};

const trim = (list, way) => {
  const all = [...list.querySelectorAll(".thumbs__list")];
  if (all.length <= STRETCHES) return;
  const far = way === "later" ? all[0] : all.at(-1);
  const height = list.scrollHeight;
  const link = document.createElement("a");
  link.className = "side__more";
  const url = new URL(location.href);
  url.searchParams.set("side", "pages");
  url.searchParams.set("first", far.dataset.from);
  link.href = url;
  link.dataset.stretch = way === "later" ? "earlier" : "later";
  link.textContent = way === "later" ? "Pages before these" : "More pages";
  list.querySelector(`[data-stretch="${link.dataset.stretch}"]`)?.remove();
  far.replaceWith(link);
  if (way === "later") list.scrollTop -= height - list.scrollHeight;
};

const watcher = new IntersectionObserver((entries) => {
  for (const { isIntersecting, target } of entries) if (isIntersecting) stretch(target);
}, { rootMargin: "300px" });
const watch = () => {
  watcher.disconnect();
  for (const link of document.querySelectorAll("#thumbs [data-stretch]")) watcher.observe(link);
};

const show = (line, list) => {
  const [outer, inner] = [list.getBoundingClientRect(), line.getBoundingClientRect()];
  if (inner.top < outer.top + 40 || inner.bottom > outer.bottom - 40) list.scrollTop += inner.top - outer.top - outer.height / 3;
};

/* The thumbnail and the section of the page in view. */
const follow = async (first = false) => {
  const [list, number] = [side()?.querySelector(".side__body"), now()];
  if (!list) return;
  const old = list.querySelector("[aria-current]");
  if (list.id === "thumbs") {
    let line = list.querySelector(`.thumb[data-number="${number}"]`);
    if (!line) {
      if (fetching) return;
      fetching = true;
      try {
        const fresh = (await ask({ side: "pages", first: number })).getElementById("thumbs");
        if (fresh && list.isConnected) list.replaceWith(fresh);
      } catch {
        /* As it was. */
      } finally {
        fetching = false;
      }
      watch();
      line = document.querySelector(`#thumbs .thumb[data-number="${now()}"]`);
    }
    old?.removeAttribute("aria-current");
    line?.setAttribute("aria-current", "page");
    if (line) show(line, document.getElementById("thumbs"));
  } else if (list.matches(".contents")) {
    const lines = [...list.querySelectorAll("[data-number]")];
    const line = lines.find((one) => Number(one.dataset.number) === number) ?? lines.findLast((one) => Number(one.dataset.number) < number);
    if (first === true && old) show(old, list);
    if (old === line || (old && Number(old.dataset.number) === number)) return;
    old?.removeAttribute("aria-current");
    line?.setAttribute("aria-current", "location");
    if (line) show(line, list);
  } else if (list.matches(".finder")) {
    const line = list.querySelector("[aria-current]");
    if (line) show(line, list);
  }
};

const ready = () => {
  watch();
  follow(true);
};

let soon;
if (stack) {
  document.addEventListener("reading:page", () => {
    clearTimeout(soon);
    soon = setTimeout(() => follow(), 120);
  });
  document.addEventListener("reading:marks", ready);
  if (reader.hasAttribute("data-asked")) reader.setAttribute("data-open", "");
  ready();
}
