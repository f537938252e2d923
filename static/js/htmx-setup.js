/*
 * What htmx does everywhere: a thread of light while it waits, and words when it cannot reach the server.
 * Its settings stand in a meta tag in templates/base.html: no eval, no inline style, no pages kept in storage.
 */
const thread = document.getElementById("waiting");
let waiting = 0;

const wait = (change) => {
  waiting = Math.max(0, waiting + change);
  if (thread) thread.toggleAttribute("data-on", waiting > 0);
};

/* Polling is not something a person waits for. */
const polls = (event) => /every/.test(event.detail.elt?.getAttribute?.("hx-trigger") ?? "");
const say = (text) => document.dispatchEvent(new CustomEvent("toast", { detail: { text, level: "error" } }));

document.addEventListener("htmx:beforeRequest", (event) => polls(event) || wait(1));
document.addEventListener("htmx:afterRequest", (event) => polls(event) || wait(-1));

document.addEventListener("htmx:sendError", (event) => {
  if (!polls(event)) say("The server cannot be reached. What you wrote is still here; try again in a moment.");
});

document.addEventListener("htmx:responseError", (event) => {
  const status = event.detail.xhr.status;
  if (polls(event) && status !== 403) return;
  if (status === 401 || status === 403) say("You are not allowed to do this, or you have been logged out. Load the page again.");
  else if (status === 404) say("This is no longer here. Somebody may have removed it; load the page again.");
  else if (status === 409) say("Somebody else changed this in the meantime. Load the page again to see it.");
  else if (status >= 500) say("Something broke on the server. Nothing that was saved is lost; try again.");
  else say(event.detail.xhr.responseText.slice(0, 300) || "The server did not accept this.");
});
