/*
 * Uploads without leaving the page: files dropped anywhere, or chosen; one request a file, two at a time, each with its
 * own progress, its own result in words, and Try again where it failed. Without this script the form posts as it is.
 */
const AT_ONCE = 2;

const form = document.querySelector("form[data-upload]");
const input = form?.querySelector("input[type=file]");
const list = form?.querySelector(".uploads");
const queue = [];
let running = 0;

const element = (name, className, words = "") => {
  const made = document.createElement(name);
  made.className = className;
  made.textContent = words;
  return made;
};

const size = (bytes) => (bytes < 1e6 ? `${Math.max(1, Math.round(bytes / 1e3))} KB` : `${(bytes / 1e6).toFixed(1)} MB`);

/* The list of documents, and (through the event) the counts above it. */
const refresh = () => {
  window.htmx?.trigger("#documents", "refresh");
  window.htmx?.trigger(document.body, "case-is-read");
};

/* The line of a file goes; the cursor, where it was in it, goes on to choosing files. */
const putAway = (item) => {
  const held = item.row.contains(document.activeElement);
  item.row.remove();
  list.hidden = !list.children.length;
  if (held) form.querySelector("[data-choose]").focus();
};

/* What became of a file; gone after a while when it is in the list of documents anyway. */
const finish = (item, state, words, href) => {
  const line = element("p", state === "refused" ? "field__error" : "small quiet", state === "refused" ? words : "");
  if (state !== "refused") {
    const link = element("a", "", item.file.name);
    link.href = href;
    line.append(link, `: ${words}`);
  } else line.textContent = `${item.file.name}: ${words}`;
  item.row.replaceChildren(line);
  if (state !== "added") {
    const buttons = element("p", "row");
    const offer = (says, then) => {
      const button = element("button", "button button--small button--plain", says);
      button.type = "button";
      button.addEventListener("click", then);
      buttons.append(button);
    };
    if (state === "refused") offer("Try again", () => start(item));
    offer("Put away", () => putAway(item));
    item.row.append(buttons);
  }
  if (state === "added" && item.kind === "report") form.elements.kind.value = "source"; // what mostly comes next
  if (state === "added") setTimeout(() => putAway(item), 2500);
};

const send = (item) => {
  const data = new FormData();
  data.append("kind", item.kind);
  data.append("files", item.file);
  const bar = document.createElement("progress");
  bar.max = item.file.size || 1;
  bar.value = 0;
  const words = element("p", "progress__words fine");
  const name = element("span", "", item.file.name);
  const count = element("span", "", "0 %");
  words.append(name, count);
  item.row.replaceChildren(bar, words);

  const request = new XMLHttpRequest();
  request.open("POST", form.action);
  request.setRequestHeader("Accept", "application/json");
  request.setRequestHeader("X-CSRFToken", form.querySelector("[name=csrfmiddlewaretoken]").value);
  request.upload.addEventListener("progress", (event) => {
    bar.value = event.loaded;
    count.textContent =
      event.loaded < event.total ? `${size(event.loaded)} of ${size(event.total)}` : "Sent; the server stores it";
  });
  request.addEventListener("load", () => {
    let result;
    try {
      result = JSON.parse(request.responseText).results[0];
    } catch {
      /* Not an answer of ours: a proxy's, or an error page. */
    }
    if (result) finish(item, result.state, result.words, result.href);
    else if (request.status === 413) finish(item, "refused", "The file is too large for this server.");
    else if (request.status === 403) finish(item, "refused", "You are not allowed to add documents, or have been logged out.");
    else finish(item, "refused", "The server could not take it. The other files are not affected.");
    refresh();
  });
  request.addEventListener("error", () =>
    finish(item, "refused", "The connection broke. Nothing else is lost; try this one again."),
  );
  request.addEventListener("loadend", () => {
    running -= 1;
    next();
  });
  running += 1;
  request.send(data);
};

const next = () => {
  while (running < AT_ONCE && queue.length) send(queue.shift());
};

const start = (item) => {
  const words = element("p", "progress__words fine");
  words.append(element("span", "", item.file.name), element("span", "", "Waiting for its turn"));
  item.row.replaceChildren(words);
  queue.push(item);
  next();
};

const add = (files, kind) => {
  list.hidden = false;
  for (const file of files) {
    const row = document.createElement("li");
    list.append(row);
    start({ file, kind, row });
  }
};

/* The page under a file that is held over it: one half for reports, one for sources. */
const curtain = () => {
  const made = element("div", "drop");
  for (const [kind, words] of [
    ["report", "Drop as report"],
    ["source", "Drop as sources"],
  ]) {
    const half = element("div", "drop__half", words);
    half.dataset.kind = kind;
    half.append(element("span", "small quiet", kind === "report" ? "to be checked" : "to hold the report against"));
    made.append(half);
  }
  return made;
};

if (form && input && list) {
  for (const shown of form.querySelectorAll("[data-with-script]")) shown.hidden = false;
  for (const hidden of form.querySelectorAll("[data-without-script]")) hidden.hidden = true;
  input.hidden = true;
  input.required = false;
  form.querySelector("[data-choose]").addEventListener("click", () => input.click());
  input.addEventListener("change", () => {
    add(input.files, form.elements.kind.value);
    input.value = "";
  });

  let over;
  const holdsFiles = (event) => [...(event.dataTransfer?.types ?? [])].includes("Files");
  const drop = () => {
    over?.remove();
    over = undefined;
  };
  document.addEventListener("dragenter", (event) => {
    if (!holdsFiles(event) || over) return;
    over = curtain();
    document.body.append(over);
  });
  document.addEventListener("dragover", (event) => {
    if (!holdsFiles(event)) return;
    event.preventDefault();
    for (const half of over?.children ?? []) half.toggleAttribute("data-over", half.contains(event.target));
  });
  document.addEventListener("dragleave", (event) => {
    if (!event.relatedTarget) drop();
  });
  document.addEventListener("drop", (event) => {
    if (!holdsFiles(event)) return;
    event.preventDefault();
    const kind = event.target.closest?.("[data-kind]")?.dataset.kind ?? form.elements.kind.value;
    drop();
    add(event.dataTransfer.files, kind);
  });
  addEventListener("beforeunload", (event) => {
    if (running || queue.length) event.preventDefault();
  });
}
