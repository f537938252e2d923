/*
 * Hear what a transcript says. A link with data-media, data-from and data-to plays that stretch in the dock, which stays
 * while pages and claims are turned; the words that are being said are marked, and pages turn with them where that is
 * asked for. Without this script the same links open the recording at the same moment (Media Fragments).
 */
const dock = document.getElementById("player");
const NEAR_S = 0.25;
let until = null;
let marked = null;

const media = () => dock.querySelector(".dock__media");
const follows = () => dock.querySelector("[data-follow]").checked && dock.dataset.pages;

const element = (url, isVideo) => {
  const made = document.createElement(isVideo ? "video" : "audio");
  made.className = "dock__media";
  made.controls = true;
  made.preload = "metadata";
  made.playsInline = true;
  made.src = url;
  return made;
};

/* What is an audio file and what a film is known once it loads: what has a picture moves to the screen above the bar. */
const load = (url) => {
  if (dock.dataset.media === url && media()) return media();
  media()?.remove();
  const made = element(url, true);
  made.classList.add("dock__media--sound");
  made.addEventListener("loadedmetadata", () => {
    const isFilm = made.videoHeight > 0;
    dock.querySelector(".dock__screen").hidden = !isFilm;
    if (!isFilm) return;
    made.classList.remove("dock__media--sound");
    dock.querySelector(".dock__screen").append(made); // put back at once, so that it plays on
  });
  dock.querySelector(".dock__row").prepend(made);
  if (dock.dataset.media !== url) delete dock.dataset.pages;
  dock.dataset.media = url;
  listen(made);
  return made;
};

const play = async (link) => {
  dock.hidden = false;
  document.body.classList.add("has-dock");
  const here = load(link.dataset.media);
  dock.querySelector(".dock__what").textContent = link.dataset.what;
  until = Number(link.dataset.to) > Number(link.dataset.from) && !link.closest("[data-time-start]") ? Number(link.dataset.to) : null;
  here.currentTime = Number(link.dataset.from);
  try {
    await here.play();
  } catch {
    document.dispatchEvent(new CustomEvent("toast", { detail: {
      text: "This recording cannot be played here. Its words are kept; try another browser, or save the recording as MP3 or MP4.",
      level: "error",
    } }));
  }
};

const spoken = (seconds) => {
  let last = null;
  for (const block of document.querySelectorAll("[data-time-start]")) {
    if (Number(block.dataset.timeStart) <= seconds + NEAR_S) last = block;
    else break;
  }
  return last && seconds < Number(last.dataset.timeEnd) + 3 ? last : null;
};

const turnPage = (seconds) => {
  const pages = JSON.parse(dock.dataset.pages);
  const number = pages.findLast(([, first]) => first <= seconds + NEAR_S)?.[0];
  const shown = Number(location.pathname.match(/pages\/(\d+)\//)?.[1]);
  if (!number || number === shown) return;
  const link = document.createElement("a");
  link.href = dock.dataset.pageUrl.replace(/0\/$/, `${number}/`);
  link.hidden = true;
  document.getElementById("reader")?.append(link);
  link.click();
  link.remove();
};

const onTime = () => {
  const here = media();
  if (!here || here.paused) return;
  if (until !== null && here.currentTime >= until) {
    here.pause();
    until = null;
  }
  if (dock.dataset.pages === undefined) return;
  const block = spoken(here.currentTime);
  if (block !== marked) {
    marked?.classList.remove("block--playing");
    block?.classList.add("block--playing");
    marked = block;
    if (block && follows()) block.scrollIntoView({ block: "nearest", behavior: "smooth" });
  }
  if (!block && follows()) turnPage(here.currentTime);
};

const listen = (made) => {
  made.addEventListener("timeupdate", onTime);
  made.addEventListener("seeking", () => {
    if (until !== null && made.currentTime > until) until = null;
  });
};

if (dock) {
  if (media()) {
    listen(media());
    document.body.classList.add("has-dock");
  }
  document.addEventListener("click", (event) => {
    if (event.button || event.ctrlKey || event.metaKey || event.shiftKey) return;
    const link = event.target.closest?.("a[data-media]");
    if (link) {
      event.preventDefault();
      event.stopPropagation();
      play(link);
    } else if (event.target.closest?.("[data-close-player]")) {
      media()?.pause();
      dock.hidden = true;
      document.body.classList.remove("has-dock");
    }
  }, true);
}
