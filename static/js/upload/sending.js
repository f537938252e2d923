/*
 * Sends piles of files, three requests at a time: small files many to a request, large ones in pieces that go on where
 * they stopped (esgcheck/documents/transfers.py). What became of each file the server writes down; only what never
 * reached it (a file that cannot be read from the disk any more) is kept here.
 */
import { Refusal, patiently, request } from "./network.js";

const AT_ONCE = 3;
const SMALL = 2 * 1024 * 1024;
const TOGETHER = { files: 40, bytes: 6 * 1024 * 1024 };
const DAMAGED_AT_MOST = 3;
const UNREADABLE = "It cannot be read from your disk: it was moved, changed or taken away since you chose it.";

const mark = (item) => [item.path, String(item.file.lastModified ?? "")];

export class Sender {
  /* ``api`` is where the API begins, ``state`` what network.js tells of the connection; ``changed`` is called often. */
  constructor(api, caseId, state, changed) {
    Object.assign(this, { api, caseId, state, changed });
    this.tasks = [];
    this.lanes = 0;
    this.count = { files: 0, gone: 0, bytes: 0, sent: 0 };
    this.large = new Set();
    this.failures = new Set();
    this.opening = 0;
  }

  get busy() {
    return this.opening + this.lanes + this.tasks.length > 0;
  }

  /* Everything that was chosen at once is a pile. ``found`` is what choosing.js gives. */
  async add(found, passedOver, kind) {
    if (!this.busy) this.count = { files: 0, gone: 0, bytes: 0, sent: 0 };
    for (const item of found.filter(({ file }) => !file)) this.fail(item, kind, UNREADABLE);
    const items = found.filter(({ file }) => file);
    if (!items.length) return;
    this.opening += 1;
    this.count.files += items.length;
    for (const { file } of items) this.count.bytes += file.size;
    this.changed();
    try {
      const files = items.map((item) => ({ name: item.path, size: item.file.size, fingerprint: mark(item)[1] }));
      const body = { kind, files, passed_over: passedOver };
      const pile = await patiently(
        () => request("POST", `${this.api}cases/${this.caseId}/piles/`, { body }),
        this.state,
      );
      this.room = pile.room;
      const held = new Set(pile.held);
      for (const place of held) this.went(items[place]);
      this.plan(
        pile,
        items.filter((_, place) => !held.has(place)),
      );
    } catch (error) {
      for (const item of items) this.fail(item, kind, error.message, true);
    } finally {
      this.opening -= 1;
    }
    this.changed("opened");
    this.next();
  }

  /* Small files gathered into requests, large ones a task each; in the order in which they were chosen. */
  plan(pile, items) {
    let together = [];
    let bytes = 0;
    const flush = () => {
      if (together.length) this.tasks.push({ pile, items: together, run: () => this.several });
      [together, bytes] = [[], 0];
    };
    for (const item of items) {
      if (item.file.size > SMALL) {
        this.tasks.push({ pile, items: [item], run: () => this.pieces });
        continue;
      }
      if (together.length >= TOGETHER.files || bytes + item.file.size > TOGETHER.bytes) flush();
      together.push(item);
      bytes += item.file.size;
    }
    flush();
  }

  next() {
    while (this.lanes < AT_ONCE && this.tasks.length) {
      const task = this.tasks.shift();
      this.lanes += 1;
      task
        .run()
        .call(this, task)
        .catch((error) => {
          for (const item of task.items.filter(({ done }) => !done)) this.lost(task, item, error.message);
        })
        .finally(() => {
          this.lanes -= 1;
          this.changed(this.busy ? "" : "finished");
          this.next();
        });
    }
  }

  async several(task) {
    const items = [];
    for (const item of task.items) {
      try {
        // Read before it is sent: a file that is gone would look like a connection that is gone.
        items.push({ item, data: new Blob([await item.file.arrayBuffer()]) });
      } catch {
        this.lost(task, item, UNREADABLE);
      }
    }
    if (!items.length) return;
    const total = items.reduce((sum, { data }) => sum + data.size, 0);
    let shown = 0;
    const progress = (bytes) => {
      this.count.sent += Math.min(bytes, total) - shown;
      shown = Math.min(bytes, total);
      this.changed();
    };
    let again = false;
    try {
      await patiently(async () => {
        const body = new FormData();
        body.append("names", JSON.stringify(items.map(({ item }) => mark(item))));
        if (again) body.append("again", "true");
        for (const { item, data } of items) body.append("files", data, item.file.name);
        again = true;
        progress(0);
        return request("POST", `${this.api}piles/${task.pile.id}/files/`, { body, progress });
      }, this.state);
    } catch (error) {
      progress(0);
      if (error instanceof Refusal && items.length > 1 && ![401, 403, 404].includes(error.status)) {
        // One of them, or all together, was too much for the server: each by itself.
        for (const { item } of items) this.tasks.unshift({ pile: task.pile, items: [item], run: () => this.several });
        return;
      }
      throw error;
    }
    this.count.sent -= shown;
    for (const { item } of items) this.went(item);
    this.changed("arrived");
  }

  async pieces(task) {
    const [item] = task.items;
    const { file } = item;
    const large = { name: item.path, size: file.size, sent: 0 };
    this.large.add(large);
    const at = (bytes) => {
      this.count.sent += bytes - large.sent;
      large.sent = bytes;
      this.changed();
    };
    try {
      const body = { name: item.path, size: file.size, fingerprint: mark(item)[1] };
      const begin = () => request("POST", `${this.api}piles/${task.pile.id}/uploads/`, { body });
      let row = await patiently(begin, this.state);
      let damaged = 0;
      while (row.state === "coming") {
        at(row.received);
        const piece = file.slice(row.received, row.received + row.piece_bytes);
        let data;
        try {
          data = new Blob([await piece.arrayBuffer()]);
        } catch {
          throw new Error(UNREADABLE);
        }
        row = await this.piece(row, data, at).catch((error) => {
          damaged += error.answer?.code === "broken_piece" ? 1 : 0;
          if (error.status === 404) return patiently(begin, this.state);
          if (damaged > DAMAGED_AT_MOST || !["broken_piece", "wrong_offset", "not_coming"].includes(error.answer?.code))
            throw error;
          return patiently(() => request("GET", `${this.api}uploads/${row.id}/`), this.state);
        });
        if (row.code === "not_stored" && row.state === "coming") throw new Error(row.words);
      }
      at(0);
      this.went(item);
      this.changed("arrived");
    } catch (error) {
      at(0);
      throw error;
    } finally {
      this.large.delete(large);
    }
  }

  /* One piece. After a lost connection the server is asked first how much of it has come all the same. */
  piece(row, data, at) {
    let lost = false;
    return patiently(async () => {
      if (lost) {
        const now = await request("GET", `${this.api}uploads/${row.id}/`);
        if (now.state !== "coming" || now.received !== row.received) return now;
      }
      lost = true;
      const headers = { "Upload-Offset": String(row.received), "Content-Type": "application/octet-stream" };
      const progress = (bytes) => at(row.received + Math.min(bytes, data.size));
      return request("PATCH", `${this.api}uploads/${row.id}/`, { body: data, headers, progress });
    }, this.state);
  }

  went(item) {
    item.done = true;
    this.count.gone += 1;
    this.count.sent += item.file.size;
  }

  /* It never reached the server, which need not wait for it. */
  lost(task, item, words) {
    item.done = true;
    this.fail(item, task.pile.kind, words, true);
    request("PATCH", `${this.api}piles/${task.pile.id}/`, { body: { files: -1, size: -item.file.size } }).catch(() => {});
  }

  fail(item, kind, words, counted = false) {
    if (counted) {
      this.count.files -= 1;
      this.count.bytes -= item.file.size;
    }
    this.failures.add({ item: { ...item, done: false }, kind, words });
    this.changed();
  }

  again(failures) {
    for (const kind of ["report", "source"]) {
      const some = failures.filter((failure) => failure.kind === kind && failure.item.file);
      for (const failure of some) this.failures.delete(failure);
      if (some.length)
        this.add(
          some.map(({ item }) => item),
          0,
          kind,
        );
    }
    this.changed();
  }
}
