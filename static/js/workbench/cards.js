/*
 * The keys s, c, n, o and u work on one card of the evidence: the one in focus, or else the first suggestion. Its buttons
 * are given the keys (data-key), so that js/keys.js presses them and `?` lists them. e and w move from card to card.
 */
const cards = () => [...document.querySelectorAll("#evidence [data-card]")];
const current = () => {
  const all = cards();
  return all.find((card) => card.contains(document.activeElement)) ?? all.find((card) => card.dataset.keyed) ?? null;
};

const give = (card) => {
  for (const button of document.querySelectorAll("#evidence [data-card-key][data-key]")) delete button.dataset.key;
  for (const other of cards()) delete other.dataset.keyed;
  if (!card) return;
  card.dataset.keyed = "yes";
  for (const button of card.querySelectorAll("[data-card-key]")) button.dataset.key = button.dataset.cardKey;
};

const first = () => give(document.querySelector("#evidence [data-card][aria-current]") ?? document.querySelector("#evidence [data-card-first]") ?? cards()[0]);

document.addEventListener("focusin", (event) => {
  const card = event.target.closest?.("#evidence [data-card]");
  if (card) give(card);
});

document.addEventListener("click", (event) => {
  const way = event.target.closest("[data-cards]")?.dataset.cards;
  if (!way) return;
  const all = cards();
  const at = all.indexOf(current());
  const inside = all.some((card) => card.contains(document.activeElement));
  const next = inside ? all[at + (way === "next" ? 1 : -1)] : all[Math.max(0, at)];
  next?.focus();
  next?.scrollIntoView({ block: "nearest" });
});

/* A suggestion that was just linked is no longer among them: the cursor goes on to the one after it. */
let following = "";
document.addEventListener("panes:posting", ({ detail: form }) => {
  const card = form.closest("#evidence [data-card]");
  following = card?.contains(document.activeElement) ? (card.nextElementSibling?.id ?? "") : "";
});

document.addEventListener("panes:shown", () => {
  first();
  if (document.activeElement === document.body && following) document.getElementById(following)?.focus({ preventScroll: true });
  following = "";
});
first();
