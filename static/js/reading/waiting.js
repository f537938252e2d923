/* While a document is being read: how far it is, and when it is done, its pages. */
const look = async () => {
  const seconds = Number(document.getElementById("in-work")?.dataset.reload);
  if (!seconds) return;
  await new Promise((then) => setTimeout(then, seconds * 1000));
  try {
    const response = await fetch(location.href, { credentials: "same-origin" });
    const fresh = new DOMParser().parseFromString(await response.text(), "text/html").getElementById("in-work");
    if (!fresh) return void location.reload();
    document.getElementById("in-work").replaceWith(fresh);
  } catch {
    /* Looks again. */
  }
  look();
};
look();
