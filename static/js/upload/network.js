/*
 * Requests to the API that tell apart what can be mended by waiting (Lost), by logging in (LoggedOut), and not at all
 * (Refusal). A request that stands still is broken off: networks that are gone seldom say so.
 */
const STILL = 45_000;
const LONGEST_WAIT = 30_000;

const BROKEN_AT_MOST = 5;

export class Lost extends Error {
  constructor(status = 0) {
    super(words(status));
    this.status = status;
  }
}
export class LoggedOut extends Error {}
export class Refusal extends Error {
  constructor(status, answer) {
    super(answer?.detail ?? words(status));
    this.status = status;
    this.answer = answer ?? {};
  }
}

const words = (status) =>
  status === 413
    ? "It is too large for this server."
    : `The server did not take it (${status}). The other files are not affected.`;

/* A log-in in another tab makes a new token: it is read from the cookie each time. */
const token = () =>
  document.cookie.match(/(?:^|; )csrftoken=([^;]+)/)?.[1] ??
  document.querySelector("[name=csrfmiddlewaretoken]")?.value ??
  "";

/* ``body``: an object goes as JSON, a FormData or Blob as it is. ``progress`` hears how many bytes of it have gone. */
export const request = (method, url, { body, headers = {}, progress } = {}) =>
  new Promise((done, failed) => {
    const asking = new XMLHttpRequest();
    let watch;
    const alive = () => {
      clearTimeout(watch);
      watch = setTimeout(() => asking.abort(), STILL);
    };
    asking.open(method, url);
    asking.setRequestHeader("Accept", "application/json");
    asking.setRequestHeader("X-CSRFToken", token());
    for (const [name, value] of Object.entries(headers)) asking.setRequestHeader(name, value);
    asking.upload.addEventListener("progress", (event) => {
      alive();
      progress?.(event.loaded);
    });
    for (const kind of ["error", "abort", "timeout"]) asking.addEventListener(kind, () => failed(new Lost()));
    asking.addEventListener("loadend", () => clearTimeout(watch));
    asking.addEventListener("load", () => {
      let answer;
      try {
        answer = asking.responseText ? JSON.parse(asking.responseText) : {};
      } catch {
        /* Not an answer of ours: a proxy's, or an error page. */
      }
      if (asking.status >= 200 && asking.status < 300 && answer) done(answer);
      else if (asking.status === 401) failed(new LoggedOut());
      else if ([0, 408, 425, 429, 500, 502, 503, 504].includes(asking.status)) failed(new Lost(asking.status));
      else failed(new Refusal(asking.status, answer));
    });
    alive();
    const plain = body && !(body instanceof FormData) && !(body instanceof Blob);
    if (plain) asking.setRequestHeader("Content-Type", "application/json");
    asking.send(plain ? JSON.stringify(body) : (body ?? null));
  });

/*
 * Try until it works: after 1, 2, 4 … 30 seconds, at once when the browser says that the connection is back, or when
 * somebody presses "Try now" (``state.hurry``). ``state`` hears "lost", "out" (logged out) and "" (all is well).
 */
export const patiently = async (attempt, state) => {
  let broken = 0;
  for (let pause = 1000; ; pause = Math.min(LONGEST_WAIT, pause * 2)) {
    try {
      const answer = await attempt();
      state.is("");
      return answer;
    } catch (error) {
      if (error instanceof LoggedOut) {
        state.is("out");
        await state.hurried();
      } else if (error instanceof Lost) {
        broken += error.status === 500 ? 1 : 0; // a mistake of the server's does not pass by waiting
        if (broken >= BROKEN_AT_MOST) {
          state.is("");
          throw new Refusal(500);
        }
        state.is("lost");
        await Promise.race([new Promise((done) => setTimeout(done, pause)), online(), state.hurried()]);
      } else throw error;
    }
  }
};

const online = () => new Promise((done) => addEventListener("online", done, { once: true }));
