/* Small things that the parts of the upload share: elements, sizes and counts in words. */
export const element = (name, className = "", words = "") => {
  const made = document.createElement(name);
  if (className) made.className = className;
  made.textContent = words;
  return made;
};

export const button = (words, then, className = "button button--small button--plain") => {
  const made = element("button", className, words);
  made.type = "button";
  made.addEventListener("click", then);
  return made;
};

const MB = 1e6;

export const size = (bytes) => {
  if (bytes >= 1e9) return `${(bytes / 1e9).toFixed(1)} GB`;
  if (bytes >= 10 * MB) return `${Math.round(bytes / MB)} MB`;
  return bytes >= MB ? `${(bytes / MB).toFixed(1)} MB` : `${Math.max(bytes ? 1 : 0, Math.round(bytes / 1e3))} KB`;
};

export const files = (count) => `${count.toLocaleString("en-GB")} file${count === 1 ? "" : "s"}`;
