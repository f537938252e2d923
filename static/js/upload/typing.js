/* A list that looks after itself is not exchanged under somebody who is typing into one of its fields. */
document.addEventListener("htmx:beforeSwap", (event) => {
  const field = document.activeElement;
  const typing = field?.matches?.("input[type=password], input[type=search]") && field.value;
  if (typing && event.detail.requestConfig?.verb === "get" && event.detail.target.contains(field))
    event.detail.shouldSwap = false;
});
