/* What this browser is sending at the moment, above what the server says of each pile. */
import { button, element, files, size } from "./words.js";

const REDRAW = 150;
const SHOWN = 4;

export class Box {
  /* ``place`` is an empty, hidden section. */
  constructor(place, sender, state) {
    Object.assign(this, { place, sender, state });
    this.title = element("span", "strong");
    this.bytes = element("span", "fine quiet number");
    this.bar = document.createElement("progress");
    this.bar.setAttribute("aria-label", "Sent");
    this.trouble = element("div", "sending__state");
    this.trouble.setAttribute("role", "status");
    this.large = element("ul", "uploads fine");
    this.failures = element("div", "stack stack--tight");
    const head = element("p", "row row--apart");
    head.append(this.title, this.bytes);
    this.moving = element("div", "progress");
    this.moving.append(head, this.bar);
    place.append(this.moving, this.trouble, this.large, this.failures);
    state.heard = () => this.troubled();
  }

  /* At most some times a second, however often something changes. */
  changed() {
    this.due ??= setTimeout(() => {
      this.due = undefined;
      this.draw();
    }, REDRAW);
  }

  looking(count) {
    this.place.hidden = false;
    this.title.textContent = `Looking through the folder: ${files(count)}`;
    this.bytes.textContent = "";
    this.bar.removeAttribute("value");
    this.moving.hidden = false;
  }

  draw() {
    const { count, busy, large, failures } = this.sender;
    this.place.hidden = !busy && !failures.size;
    this.moving.hidden = !busy;
    if (busy) {
      const sent = Math.min(count.sent, count.bytes);
      this.title.textContent =
        count.gone >= count.files ? "Sent; the server stores it" : `Sending ${count.gone} of ${files(count.files)}`;
      this.bytes.textContent = `${size(sent)} of ${size(count.bytes)}`;
      this.bar.max = count.bytes || 1;
      this.bar.value = sent;
    }
    const rows = count.files > 1 ? [...large].slice(0, SHOWN) : [];
    this.large.replaceChildren(
      ...rows.map((file) => {
        const row = element("li", "row row--apart");
        const name = element("span", "clip grow", file.name);
        name.title = file.name;
        row.append(name, element("span", "quiet number", `${size(file.sent)} of ${size(file.size)}`));
        return row;
      }),
    );
    this.large.hidden = !rows.length;
    this.troubled();
    this.failed(failures);
  }

  troubled() {
    const { now } = this.state;
    if (now === this.said && now !== "lost") return;
    const { sent, bytes } = this.sender.count;
    this.said = now;
    if (!now) return this.trouble.replaceChildren();
    const words =
      now === "out"
        ? "You have been logged out. Log in again in another tab, then go on here: nothing is lost."
        : `Waiting for the connection; ${size(Math.min(sent, bytes))} of ${size(bytes)} are kept. It goes on by itself.`;
    const held = this.trouble.firstChild;
    if (held) held.textContent = words;
    else
      this.trouble.replaceChildren(
        element("span", "", words),
        button(now === "out" ? "Go on" : "Try now", () => this.state.hurry(), "button button--small"),
      );
  }

  failed(failures) {
    if (failures.size === this.shown) return;
    this.shown = failures.size;
    const focused = this.failures.contains(document.activeElement);
    this.failures.replaceChildren();
    if (failures.size) {
      const list = element("ul", "uploads rows rows--tight small");
      for (const failure of [...failures].slice(0, 50)) list.append(this.failure(failure));
      this.failures.append(element("p", "strong small", `${files(failures.size)} did not reach the server`), list);
      if (failures.size > 1)
        this.failures.append(button("Try all again", () => this.sender.again([...failures]), "button button--small"));
    }
    if (focused) document.querySelector("[data-choose]")?.focus();
  }

  failure(failure) {
    const row = element("li", "row row--apart");
    const words = element("p", "grow grow--wide");
    words.append(element("span", "strong", failure.item.path), ` ${failure.words}`);
    const buttons = element("span", "row");
    if (failure.item.file) buttons.append(button("Try again", () => this.sender.again([failure])));
    buttons.append(
      button("Put away", () => {
        this.sender.failures.delete(failure);
        this.draw();
      }),
    );
    row.append(words, buttons);
    return row;
  }
}
