/** The search page: field, filters and order, all in the address. */

import { client } from "./client.js";
import { Panel } from "./panel.js";
import { fill, hide } from "./filters.js";

const input = document.querySelector("#q");
const filters = document.querySelector("#filters");
const NAMES = ["year", "month", "topic", "sort"];

let state = {};
/** Whether what is being typed has an entry of its own in the history, and differs from it. */
let typing = !new URLSearchParams(location.search).get("q");
let edited = false;

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
    if (!edited) return;
    writeAddress(typing);
    [edited, typing] = [false, true];
  },
  (facets) => fill(filters, facets, state, choose),
);

function choose(change) {
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
addEventListener("popstate", () => {
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
