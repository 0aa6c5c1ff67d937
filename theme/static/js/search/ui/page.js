/** The search page: field, filters and order, all in the address. */

import { client } from "../worker/client.js";
import { Panel } from "./panel.js";
import { fill, hide } from "./filters.js";

const input = document.querySelector("#q");
const filters = document.querySelector("#filters");
const NAMES = ["year", "month", "topic", "sort"];

let state = {};
/** Whether what is being typed has an entry of its own in the history, and differs from it. */
let typing = !new URLSearchParams(location.search).get("q");
let edited = false;
let writing = 0;
/** How long an answer stands before the address tells its query: browsers count changes, and each takes its time. */
const STANDS = 200;

function readAddress() {
  const asked = new URLSearchParams(location.search);
  state = Object.fromEntries(NAMES.map((name) => [name, asked.get(name) ?? ""]));
  return asked.get("q") ?? "";
}

function writeAddress(replace) {
  const asked = new URLSearchParams();
  const text = input.value.trim();
  if (text) asked.set("q", text);
  for (const name of NAMES) if (state[name]) asked.set(name, state[name]);
  const address = asked.size ? `?${asked}` : location.pathname;
  if (address === (location.search || location.pathname)) return;
  // A very long query does not fit into every browser's address.
  const fits = address.length < 8000 ? address : location.pathname;
  history[replace ? "replaceState" : "pushState"](null, "", fits);
}

const panel = new Panel(
  { input, list: document.querySelector("#results"), status: document.querySelector("#status"), after: document.querySelector("#after") },
  () => ({ text: input.value, ...state }),
  (answer) => {
    if (!answer) hide(filters);
    clearTimeout(writing);
    if (edited) writing = setTimeout(settle, STANDS);
  },
  (facets) => fill(filters, facets, state, choose),
);

/** Writes what was typed into the address, if it is not there. */
function settle() {
  clearTimeout(writing);
  if (!edited) return;
  writeAddress(typing);
  [edited, typing] = [false, true];
}

function choose(change) {
  settle();
  state = { ...state, ...change };
  writeAddress(false);
  [edited, typing] = [false, false];
  panel.ask();
}

input.addEventListener("input", () => {
  edited = true;
  panel.askSoon();
});
input.closest("form").addEventListener("submit", (event) => {
  event.preventDefault();
  writeAddress(typing);
  [edited, typing] = [false, false];
  panel.ask();
});
// Whoever follows a link comes back to what was asked.
addEventListener("click", settle, true);
addEventListener("popstate", () => {
  clearTimeout(writing);
  input.value = readAddress();
  [edited, typing] = [false, !input.value];
  panel.ask();
});

const asked = readAddress();
if (!input.value) input.value = asked;
edited = input.value !== asked;
if (input.value) panel.ask();

// The field has the focus from the start; the index is fetched when the reader does something with it.
const warm = () => client.foresee("");
for (const touch of ["pointerdown", "keydown"]) input.addEventListener(touch, warm, { once: true });
input.addEventListener("focus", () => navigator.userActivation?.hasBeenActive && warm());
