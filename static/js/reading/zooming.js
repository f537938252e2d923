/*
 * How large a page is: as wide as there is room, whole, or in percent of the size on paper. The image is asked for in
 * as many pixels as it is shown in, so that letters stay sharp at any size.
 */
const body = document.getElementById("reading-body");
const stack = document.getElementById("stack");
const STEPS = [50, 75, 100, 125, 150, 200, 300, 400];
const WIDEST = 904; // 56.5rem, as in css/reading.css.

const room = () => {
  const style = getComputedStyle(body);
  return [
    body.clientWidth - parseFloat(style.paddingLeft) - parseFloat(style.paddingRight),
    body.clientHeight - 2 * parseFloat(style.paddingTop),
  ];
};

/* The width in CSS pixels of a page of so many points. */
export const widthOf = (width, height) => {
  const zoom = stack.dataset.zoom;
  const [across, down] = room();
  if (zoom === "page") return Math.floor(Math.min(across, (down * width) / height));
  if (zoom) return Math.round((width * 96 * Number(zoom)) / 7200);
  return Math.min(across, WIDEST);
};

export const fit = (leaf) => {
  const sheet = leaf.querySelector(".sheet");
  const box = sheet?.querySelector(".sheet__marks")?.viewBox.baseVal;
  if (!box?.width) return;
  const width = widthOf(box.width, box.height);
  sheet.style.width = `${width}px`;
  const image = sheet.querySelector(".sheet__image");
  // In points at 220 an inch, with a little grace; beyond that only the finest image is sharp.
  const { finest } = image.dataset;
  if (finest && width * devicePixelRatio > (box.width * 220 * 1.15) / 72 && !image.srcset.includes(finest)) image.srcset += `, ${finest}`;
  if (image.sizes !== `${Math.round(width)}px`) image.sizes = `${Math.round(width)}px`;
};

const percent = () => {
  const sheet = stack.querySelector(".sheet");
  const box = sheet?.querySelector(".sheet__marks")?.viewBox.baseVal;
  return box?.width ? (sheet.clientWidth / box.width) * 75 : 100;
};

/* The next size up or down from what is seen, or one by its name. */
export const zoomed = (asked) => {
  if (asked === "+") return String(STEPS.find((step) => step > percent() + 1) ?? STEPS.at(-1));
  if (asked === "-") return String(STEPS.findLast((step) => step < percent() - 1) ?? STEPS[0]);
  return asked === "width" ? "" : asked;
};

export const say = (zoom) => {
  const now = document.getElementById("zoom-now");
  if (now) now.textContent = zoom === "" ? "Width" : zoom === "page" ? "Page" : `${zoom} %`;
  for (const link of document.querySelectorAll(".zoom__list a")) {
    if (zoomed(link.dataset.zooms) === zoom) link.setAttribute("aria-pressed", "true");
    else link.removeAttribute("aria-pressed");
  }
};
