/*
 * A page that cannot be drawn: the picture that the server sends instead says why. Here its words are made visible at
 * their places, so that one can read and select them all the same, and the reason stands above.
 */
const look = async (image) => {
  const seen = performance.getEntriesByName(image.currentSrc).at(-1);
  const sheet = image.closest("figure");
  if (!(seen?.responseStatus >= 400) || !sheet || sheet.hasAttribute("data-bare")) return;
  sheet.setAttribute("data-bare", "");
  const why = document.createElement("p");
  why.className = "sheet__why";
  why.textContent = "This page cannot be shown. These are its words.";
  sheet.before(why);
  const answer = await fetch(image.currentSrc, { credentials: "same-origin" });
  const words = new DOMParser().parseFromString(await answer.text(), "image/svg+xml").querySelector("title")?.textContent;
  if (words) why.textContent = `${words} These are its words.`;
};

const all = () => {
  for (const image of document.querySelectorAll(".sheet__image")) {
    if (image.complete) look(image);
    else image.addEventListener("load", () => look(image), { once: true });
  }
};
document.addEventListener("panes:shown", all);
all();
