/*
 * Somebody who opens the claim's card to correct it goes on in its first field; looking again by itself moves nothing.
 * A moment later, since going to the fragment of an address takes the cursor away.
 */
let before = "";

const goOn = () => {
  if (document.activeElement === document.body)
    document.querySelector("#card-body [autofocus]")?.focus({ preventScroll: true });
};

document.addEventListener("panes:shown", () => {
  const shown = document.getElementById("card-body")?.dataset.scroll ?? "";
  if (shown !== before) setTimeout(goOn);
  before = shown;
});
