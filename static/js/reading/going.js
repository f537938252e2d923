/*
 * Links and forms within the document, without loading the page anew. Another page alone: the pages here scroll to it.
 * Something else to be highlighted: the server is asked for the whole view, and its parts are put in place. The address
 * is always that of what is seen: changed silently while one scrolls, with a way back where one followed a link.
 */
import { goTo, now, remark, resize, stack } from "./leaves.js";
import { say, zoomed } from "./zooming.js";

const MARKS = ["at", "find", "hit", "whole", "accents"];
const reader = document.getElementById("reader");
let turn = 0;

const complain = (text) => document.dispatchEvent(new CustomEvent("toast", { detail: { text, level: "error" } }));
const wait = (on) => document.getElementById("waiting")?.toggleAttribute("data-on", on);
const numberIn = (path) => Number(/\/pages\/(\d+)\/$/.exec(path)?.[1] ?? 0);
const isHere = (url) => url.origin === location.origin && url.pathname.replace(/\d+\/$/, "") === location.pathname.replace(/\d+\/$/, "");
const marksOf = (url) => MARKS.map((name) => url.searchParams.get(name) ?? "").join("\n");

let shown = new URL(location.href);

/* The address without what belongs to the panel. */
const plain = (url) => {
  const bare = new URL(url);
  bare.hash = "";
  for (const name of ["side", "first"]) bare.searchParams.delete(name);
  return bare;
};

const put = (id, page) => {
  const [old, next] = [document.getElementById(id), page.getElementById(id)];
  if (!old || !next) return;
  if (id === "side") old.dataset.panel = next.dataset.panel;
  old.className = next.className;
  old.replaceChildren(...next.childNodes);
};

export const go = async (to, { push = true, start = 0 } = {}) => {
  const url = new URL(to, location.href);
  const number = numberIn(url.pathname);
  if (number && marksOf(url) === marksOf(shown)) {
    const bare = plain(url);
    if (bare.searchParams.get("zoom") !== shown.searchParams.get("zoom")) zoom(bare.searchParams.get("zoom") ?? "");
    if (push && bare.href !== location.href) history.pushState(null, "", bare);
    shown = bare;
    goTo(number, { start });
    return;
  }
  const mine = ++turn;
  wait(true);
  try {
    const response = await fetch(url, { credentials: "same-origin", headers: { Accept: "text/html" } });
    const page = new DOMParser().parseFromString(await response.text(), "text/html");
    if (mine !== turn) return;
    const fresh = page.querySelector("#stack .leaf");
    if (!fresh) {
      if (response.ok) location.assign(response.url);
      else complain(response.status === 404 ? "This is no longer here. Load the page again." : "Something broke on the server. Nothing is lost; try again.");
      return;
    }
    const reached = plain(response.url);
    if (push && reached.href !== location.href) history.pushState(null, "", reached);
    shown = reached;
    const cursor = document.activeElement?.id;
    const [list, place] = [document.querySelector("#side .side__body"), document.querySelector("#side .side__body")?.scrollTop];
    put("side", page);
    if (list && place !== undefined) document.querySelector("#side .side__body").scrollTop = place;
    put("findbar", page);
    const arrived = Number(fresh.dataset.number);
    const next = fresh.dataset.leaf;
    goTo(arrived, { fresh, start });
    remark(next, arrived);
    if (cursor) document.getElementById(cursor)?.focus({ preventScroll: true });
    document.dispatchEvent(new CustomEvent("reading:marks"));
  } catch {
    if (mine === turn) complain("The server cannot be reached. What is here can be read; try again in a moment.");
  } finally {
    if (mine === turn) wait(false);
  }
};

const zoom = (asked) => {
  stack.dataset.zoom = asked;
  say(asked);
  resize();
};

document.addEventListener("click", (event) => {
  if (event.defaultPrevented || event.button || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
  const link = event.target.closest("#reader a[href]");
  if (!link || link.matches("[data-leaves]") || link.dataset.side !== undefined) return;
  const url = new URL(link.href);
  if (!isHere(url)) return;
  event.preventDefault();
  if (link.dataset.zooms) {
    const size = zoomed(link.dataset.zooms);
    const bare = plain(location.href);
    if (size) bare.searchParams.set("zoom", size);
    else bare.searchParams.delete("zoom");
    history.replaceState(null, "", bare);
    shown = bare;
    zoom(size);
    return;
  }
  go(url, { start: Number(link.dataset.start ?? 0) });
  if (matchMedia("(max-width: 60rem)").matches) reader.removeAttribute("data-open");
});

document.addEventListener("submit", async (event) => {
  const form = event.target;
  if (event.defaultPrevented || form.method !== "get" || !form.closest("#reader")) return;
  event.preventDefault();
  const url = new URL(form.action);
  url.search = new URLSearchParams([...new FormData(form)].filter(([, value]) => value)).toString();
  if (form.matches("[role=search]")) {
    // The same words once more: on to the next place, as in every other program.
    const same = ["find", "whole", "accents"].every((name) => (url.searchParams.get(name) ?? "") === (shown.searchParams.get(name) ?? ""));
    const next = document.querySelector("#findbar [data-key='n']");
    if (same && next) return void go(next.href);
    url.pathname = url.pathname.replace(/\d+\/$/, `${now()}/`);
    return void go(url);
  }
  // By its number, or what is printed on it: the server knows which.
  const answer = await fetch(url, { method: "HEAD", credentials: "same-origin" }).catch(() => null);
  const number = numberIn(new URL(answer?.url ?? location.href).pathname);
  if (!number) return;
  document.activeElement?.blur();
  const to = plain(shown);
  to.pathname = to.pathname.replace(/\d+\/$/, `${number}/`);
  go(to);
});

/* Shift Enter in the field: the place before. */
document.addEventListener("keydown", (event) => {
  if (event.key !== "Enter" || !event.shiftKey || event.target.id !== "find") return;
  event.preventDefault();
  document.querySelector("#findbar [data-key='shift+n']")?.click();
});

document.addEventListener("reading:page", ({ detail: { number, leaf } }) => {
  const bare = plain(shown);
  bare.pathname = bare.pathname.replace(/\d+\/$/, `${number}/`);
  shown = bare;
  if (bare.href !== location.href) history.replaceState(null, "", bare);
  document.title = document.title.replace(/, page \d+/, `, page ${number}`);
  const turnTo = document.getElementById("turn-pages");
  const head = leaf.querySelector("template[data-turn]");
  if (!head || turnTo.contains(document.activeElement?.matches("input") ? document.activeElement : null)) return;
  const key = turnTo.contains(document.activeElement) ? document.activeElement.dataset.key : "";
  turnTo.replaceChildren(head.content.cloneNode(true));
  if (key) turnTo.querySelector(`[data-key="${CSS.escape(key)}"]`)?.focus({ preventScroll: true });
});

window.addEventListener("popstate", () => {
  if (document.getElementById("stack") && plain(location.href).href !== shown.href) go(location.href, { push: false });
});

if (stack) {
  // What was in the address for the panel alone does not stay in it.
  if (plain(location.href).href !== location.href) history.replaceState(null, "", plain(location.href));
  shown = plain(location.href);
}
