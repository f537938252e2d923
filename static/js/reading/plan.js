/*
 * How high every page of the document is, before it is there: from its size on paper and the zoom, or for text from
 * its length; and as it was once it has been shown. So the bar at the side is as long as the document, and the place of
 * any page is known.
 */
export class Plan {
  constructor(pages) {
    this.pages = pages;
    this.sizes = [];
    this.known = new Map();
    this.around = 60;
    this.perCharacter = 0.5;
  }

  /* ``runs``: [[pages, width, height, characters], …] */
  learn(runs) {
    this.sizes = runs.flatMap(([count, ...size]) => Array(Math.min(count, this.pages)).fill(size));
  }

  /* What a page of this size measures on the screen; ``widthOf`` gives the width of the image for a page's size. */
  height(number, widthOf) {
    const known = this.known.get(number);
    if (known) return known;
    const [width, height, characters] = this.sizes[number - 1] ?? [595, 842, 0];
    if (!width) return Math.max(160, this.around + characters * this.perCharacter);
    return this.around + (widthOf(width, height) * height) / width;
  }

  /* Where page ``number`` begins; for one past the last, how long the whole is. */
  top(number, widthOf) {
    let top = 0;
    for (let page = 1; page < number; page += 1) top += this.height(page, widthOf);
    return top;
  }

  forget() {
    this.known.clear();
  }
}
