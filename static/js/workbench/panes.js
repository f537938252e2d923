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
import { ask, fetchAhead, forgetAhead, takeAhead } from "./fetching.js";
import { bringIntoView, late, show } from "./showing.js";

let shown = location.pathname + location.search;
let turn = 0;

const say = (text) => document.dispatchEvent(new CustomEvent("toast", { detail: { text, level: "error" } }));
const wait = (on) => document.getElementById("waiting")?.toggleAttribute("data-on", on);

const settle = () => {
  const idle = window.requestIdleCallback ?? ((then) => setTimeout(then, 200));
  idle(() => {
    for (const link of document.querySelectorAll("a[data-prefetch]")) fetchAhead(link.href);
  });
};

/* Narrow screens show the column that the fragment names. Going there takes the cursor out of a field: it is put back. */
const turnTo = (hash) => {
  if (!hash || hash === location.hash) return;
  const focused = document.activeElement;
  location.replace(hash);
  if (focused !== document.activeElement) focused?.focus({ preventScroll: true });
};

const go = async (url, { options = {}, push = true, stay = false, form = null } = {}) => {
  const mine = ++turn;
  const target = new URL(url, location.href);
  const hash = target.hash;
  target.hash = "";
  const posts = options.method === "POST";
  const again = "What you wrote is still here: press the button again.";
  if (posts) forgetAhead();
  wait(true);
  try {
    const answer = await ((!posts && takeAhead(target.href)) || ask(target.href, options));
    if (mine !== turn) return;
    if (answer.status >= 400 && answer.status !== 422) {
      if (answer.status === 403 && posts) {
        say(`This was not accepted: you are not allowed to, or your session has changed. ${again}`);
        go(location.href, { push: false, stay: true }); // Brings the forms that belong to the new session.
      } else if (answer.status === 403) say("You are not allowed to see this. Ask the lead of the case.");
      else if (answer.status === 404) say("This is no longer here. Somebody may have removed it; load the page again.");
      else say("Something broke on the server. Nothing that was saved is lost; try again.");
      return;
    }
    const reached = new URL(answer.url);
    if ((posts || stay) && !answer.page.querySelector("[data-pane]")) {
      say(`You have been logged out. Log in in another tab and come back. ${again}`);
      return;
    }
    if (posts && answer.status !== 422) document.dispatchEvent(new CustomEvent("panes:posted", { detail: form }));
    if (!show(answer.page, { menus: !posts || answer.status === 422 })) {
      location.assign(answer.url);
      return;
    }
    if (answer.status !== 422) {
      const address = reached.pathname + reached.search;
      if (push && address !== shown) history.pushState(null, "", address + location.hash);
      shown = address;
      turnTo(reached.hash || hash);
      // Searched: on to what was found, so that the next key is a key and not a letter more.
      if (form?.matches("[role=search]")) document.querySelector("#queue-body [data-here]")?.focus({ preventScroll: true });
    }
    settle();
  } catch {
    say("The server cannot be reached. What you wrote is still here; try again in a moment.");
  } finally {
    if (mine === turn) wait(false);
  }
};

/* The same view under another query, or another page of the same document. */
const isSameView = (url) => url.pathname.replace(/\d+\/$/, "") === location.pathname.replace(/\d+\/$/, "");

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
  if (url.origin !== location.origin || !isSameView(url)) return;
  event.preventDefault();
  go(url.href);
});

document.addEventListener("submit", (event) => {
  const form = event.target;
  if (event.defaultPrevented || form.matches("[data-native]") || !form.closest("[data-pane], #pick")) return;
  const url = new URL(form.action);
  if (url.origin !== location.origin) return;
  event.preventDefault();
  const data = new FormData(form, event.submitter);
  if (form.method === "get") {
    url.search = new URLSearchParams([...data].filter(([, value]) => value)).toString();
    go(url.href, { form });
  } else {
    document.dispatchEvent(new CustomEvent("panes:posting", { detail: form }));
    go(url.href, { options: { method: "POST", body: new URLSearchParams(data) }, form });
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
notices();
lookAgain();
settle();
