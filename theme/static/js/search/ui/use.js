/** Waits until the search page is used: without a query it needs none of the modules that search. */

/** Load what searches, and the index if it is needed now: all at once, not each when another one imports it. */
function load(needsIndex) {
  const query = new URLSearchParams(location.search).get("q") ?? "";
  if (needsIndex) import("../worker/client.js").then(({ client }) => client.prefetch(query));
  import("./page.js");
  import("./panel.js");
  import("./filters.js");
  import("./results.js");
  import("./recent.js");
  import("./state.js");
  import("./format.js");
  import("../../site/elements.js");
  import("../../site/words.js");
}

/** Return whether the reader's last queries are stored, which the page shows. */
function hasQueries() {
  try {
    const { pathname } = new URL(document.documentElement.dataset.root, document.baseURI);
    return localStorage.getItem(`daybook-queries ${pathname}`) !== null;
  } catch {
    return false;
  }
}

// A browser may have put text back into the field, or a reader typed it before this script ran.
const isAsked = Boolean(location.search || document.querySelector("#q").value);
if (isAsked || hasQueries()) load(isAsked);
else {
  for (const part of document.querySelectorAll("#idle, #help")) part.hidden = false;
  for (const name of ["pointerdown", "keydown", "input"]) addEventListener(name, () => load(true), { once: true });
  // Somebody is there: half a second earlier than the first key, where the network is slow. A browser also says that the
  // pointer moved when only the page below it did, so the place has to be another one.
  let before = null;
  const move = ({ clientX, clientY }) => {
    const isElsewhere = before && (before.clientX !== clientX || before.clientY !== clientY);
    before = { clientX, clientY };
    if (!isElsewhere) return;
    removeEventListener("pointermove", move);
    load(false);
  };
  addEventListener("pointermove", move);
}
