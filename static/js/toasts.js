/*
 * A word at the corner, with Undo where it can be undone.
 *
 * From a view:   response["HX-Trigger"] = json.dumps({"toast": {"text": "Link removed.", "undo": "/…/undo/"}})
 * From a script: document.dispatchEvent(new CustomEvent("toast", {detail: {text, level, undo}}))
 * `undo` is an address that is posted to; `level` is "info" (goes after 8 s) or "error" (stays until closed).
 */
const region = document.getElementById("toasts");
const STAY_MS = 8000;

const button = (words, className) => {
  const made = document.createElement("button");
  made.type = "button";
  made.className = className;
  made.textContent = words;
  return made;
};

const show = ({ text, level = "info", undo = "" }) => {
  if (!region || !text) return;
  const toast = document.createElement("div");
  toast.className = level === "error" ? "toast toast--error" : "toast";
  toast.setAttribute("role", level === "error" ? "alert" : "status");
  const words = document.createElement("p");
  words.className = "toast__words";
  words.textContent = text;
  toast.append(words);

  if (undo) {
    const back = button("Undo", "button button--small");
    back.addEventListener("click", () => {
      toast.remove();
      window.htmx.ajax("POST", undo, { swap: "none" });
    });
    toast.append(back);
  }
  const close = button("×", "button button--small button--icon");
  close.setAttribute("aria-label", "Close");
  close.addEventListener("click", () => toast.remove());
  toast.append(close);
  region.append(toast);

  if (level === "error") return;
  let timer = setTimeout(() => toast.remove(), STAY_MS);
  const hold = () => clearTimeout(timer);
  const release = () => {
    clearTimeout(timer);
    timer = setTimeout(() => toast.remove(), STAY_MS);
  };
  toast.addEventListener("mouseenter", hold);
  toast.addEventListener("focusin", hold);
  toast.addEventListener("mouseleave", release);
  toast.addEventListener("focusout", release);
};

document.addEventListener("toast", (event) => show(event.detail));
