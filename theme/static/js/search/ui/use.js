/** Waits until the search page is used: without a query it needs none of the modules that search. */

const used = new AbortController();
let isLoaded = false;

/** Load what shows results. */
function load() {
  if (!isLoaded) import("./page.js");
  isLoaded = true;
}

/** Load what searches beside it, and the index. */
function use() {
  used.abort();
  // At once, as it is the largest: the client finds it in the browser's cache. It says what fails.
  fetch(new URL("../worker/worker.js", import.meta.url)).then((response) => response.blob()).catch(() => {});
  const query = new URLSearchParams(location.search).get("q") ?? "";
  import("../worker/client.js").then(({ client }) => client.prefetch(query));
  load();
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
if (location.search || document.querySelector("#q").value) use();
else {
  for (const name of ["pointerdown", "keydown", "input"]) addEventListener(name, use, { signal: used.signal });
  if (hasQueries()) load();
  else for (const part of document.querySelectorAll("#idle, #help")) part.hidden = false;
  // Somebody is there: half a second earlier than the first key, where the network is slow. A browser also says that the
  // pointer moved when only the page below it did, so the place has to be another one.
  let before = null;
  const move = ({ clientX, clientY }) => {
    if (before && (before.clientX !== clientX || before.clientY !== clientY)) load();
    before = { clientX, clientY };
  };
  addEventListener("pointermove", move, { signal: used.signal });
}
