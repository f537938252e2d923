/*
 * Splitters between the columns of the desk: drag, or arrow keys; double click gives the first width back.
 * Widths are kept in this browser under the name in data-columns. Without this script the columns have fixed shares.
 */
const STEP = 16;

for (const columns of document.querySelectorAll("[data-columns]")) {
  const name = `columns-${columns.dataset.columns}`;
  let widths = {};
  try {
    widths = JSON.parse(localStorage.getItem(name) ?? "{}");
  } catch {
    /* First widths. */
  }
  const keep = () => {
    try {
      localStorage.setItem(name, JSON.stringify(widths));
    } catch {
      /* Holds for this page only. */
    }
  };
  const set = (side, pixels) => {
    if (pixels) columns.style.setProperty(`--${side}`, `${Math.round(pixels)}px`);
    else columns.style.removeProperty(`--${side}`);
    widths[side] = pixels || undefined;
  };
  for (const [side, pixels] of Object.entries(widths)) set(side, Number(pixels) || 0);

  for (const splitter of columns.querySelectorAll("[data-splits]")) {
    const side = splitter.dataset.splits;
    const column = side === "left" ? splitter.previousElementSibling : splitter.nextElementSibling;
    const direction = side === "left" ? 1 : -1;
    const tell = () => splitter.setAttribute("aria-valuenow", Math.round(column.getBoundingClientRect().width));
    new ResizeObserver(tell).observe(column);
    tell();

    splitter.addEventListener("pointerdown", (event) => {
      event.preventDefault();
      splitter.setPointerCapture(event.pointerId);
      splitter.dataset.dragging = "";
      const from = event.clientX;
      const width = column.getBoundingClientRect().width;
      const move = (moved) => set(side, width + direction * (moved.clientX - from));
      splitter.addEventListener("pointermove", move);
      splitter.addEventListener(
        "lostpointercapture",
        () => {
          splitter.removeEventListener("pointermove", move);
          delete splitter.dataset.dragging;
          set(side, column.getBoundingClientRect().width);
          keep();
        },
        { once: true },
      );
    });

    splitter.addEventListener("keydown", (event) => {
      const way = { ArrowLeft: -1, ArrowRight: 1 }[event.key];
      if (!way) return;
      event.preventDefault();
      set(side, column.getBoundingClientRect().width + way * direction * STEP);
      keep();
    });

    splitter.addEventListener("dblclick", () => {
      set(side, 0);
      keep();
    });
  }
}
