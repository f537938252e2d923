/*
 * Pages of the workbench as documents, some of them fetched before they are asked for, with their image and words.
 * What was fetched ahead holds for half a minute and until the next action of one's own.
 */
const KEEP_MS = 30_000;
const ahead = new Map();

const parse = (html) => new DOMParser().parseFromString(html, "text/html");

export const ask = async (url, options = {}) => {
  const response = await fetch(url, { credentials: "same-origin", headers: { Accept: "text/html" }, ...options });
  return { status: response.status, url: response.url, page: parse(await response.text()) };
};

export const fetchAhead = (link) => {
  const url = link.split("#")[0];
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

/* The answer for an address that was fetched ahead, once; undefined where there is none. */
export const takeAhead = (url) => {
  const known = ahead.get(url);
  ahead.delete(url);
  return known && performance.now() - known.at < KEEP_MS ? known.asked : undefined;
};

export const forgetAhead = () => ahead.clear();
