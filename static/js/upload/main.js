/*
 * Uploads without leaving the page: files and folders, chosen or dropped anywhere. Without this script the form posts
 * its files as it is.
 */
import { Box } from "./box.js";
import { fromDrop, fromInput } from "./choosing.js";
import { curtain } from "./curtain.js";
import { Sender } from "./sending.js";

const REFRESH = 2000;

const form = document.querySelector("form[data-upload]");
const place = document.getElementById("sending");

/* What is known of the connection: "" is well, "lost" waits, "out" is logged out. */
const state = {
  now: "",
  waiting: [],
  heard: () => {},
  is(word) {
    if (word === this.now) return;
    this.now = word;
    this.heard();
  },
  hurried() {
    return new Promise((done) => this.waiting.push(done));
  },
  hurry() {
    for (const done of this.waiting.splice(0)) done();
  },
};

const begin = () => {
  let due;
  const refresh = (also = []) => {
    clearTimeout(due);
    due = undefined;
    for (const id of ["#piles", "#documents"]) if (document.querySelector(id)) window.htmx?.trigger(id, "refresh");
    for (const event of also) window.htmx?.trigger(document.body, event);
  };

  const sender = new Sender(form.dataset.api, form.dataset.case, state, (event) => {
    if (event === "opened" || event === "finished") refresh(event === "finished" ? ["case-is-read"] : []);
    else if (event === "arrived") due ??= setTimeout(refresh, REFRESH);
    box.changed();
  });
  const box = new Box(place, sender, state);

  const add = ({ found, passedOver }, kind) => {
    if (kind === "report") form.elements.kind.value = "source"; // what mostly comes next
    box.changed();
    return sender.add(found, passedOver, kind);
  };

  /* A folder with everything in it holds one report at most: unless somebody said so, it holds sources. */
  let said = false;
  form.addEventListener("change", (event) => {
    if (event.target.name === "kind") said = true;
  });
  const kindOf = (name, { found }) =>
    name === "folder" && !said && found.length > 1 ? "source" : form.elements.kind.value;

  for (const shown of form.querySelectorAll("[data-with-script]")) shown.hidden = false;
  for (const hidden of form.querySelectorAll("[data-without-script]")) hidden.hidden = true;
  for (const name of ["files", "folder"]) {
    const input = form.querySelector(`#${name}`);
    input.hidden = true;
    input.required = false;
    form.querySelector(`[data-choose=${name}]`).addEventListener("click", () => input.click());
    input.addEventListener("change", () => {
      const chosen = fromInput(input);
      input.value = "";
      add(chosen, kindOf(name, chosen));
    });
  }

  curtain(form, async (transfer, kind) => add(await fromDrop(transfer, (count) => box.looking(count)), kind));
  // The cursor that stood in a pile which was put away goes on to choosing files.
  document.addEventListener("htmx:afterSettle", (event) => {
    const { requestConfig, target } = event.detail;
    if (requestConfig?.verb === "post" && target?.id === "piles" && document.activeElement === document.body)
      form.querySelector("[data-choose]").focus();
  });
  addEventListener("beforeunload", (event) => {
    if (sender.busy) event.preventDefault();
  });
};

if (form && place) begin();
