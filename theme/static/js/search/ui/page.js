/** The search page. Query, filters and order are in its address. */

import { client } from "../worker/client.js";
import { hideFilters, showFilters } from "./filters.js";
import { Panel } from "./panel.js";

const byId = (id) => document.getElementById(id);
const input = byId("q");
const filters = byId("filters");
const FILTERS = ["year", "month", "topic", "sort"];
/** Milliseconds after an answer until its query is put into the address: browsers limit how often it may change. */
const SAVE_DELAY = 200;
/** A longer address is not accepted by every browser. */
const MAX_ADDRESS = 8000;

let state = {};
/** Whether the query being typed has a history entry of its own, which further typing replaces. */
let hasEntry = !new URLSearchParams(location.search).get("q");
/** Whether the field differs from the address. */
let isEdited = false;
let saveTimer = 0;

/** Take the filters from the address, and return its query. */
function readAddress() {
  const parameters = new URLSearchParams(location.search);
  state = Object.fromEntries(FILTERS.map((name) => [name, parameters.get(name) ?? ""]));
  const author = parameters.get("author");
  return parameters.get("q") ?? (author ? `author:"${author}"` : "");
}

function writeAddress(replace) {
  const parameters = new URLSearchParams();
  const text = input.value.trim();
  if (text) parameters.set("q", text);
  for (const name of FILTERS) if (state[name]) parameters.set(name, state[name]);
  const address = parameters.size ? `?${parameters}` : location.pathname;
  if (address === (location.search || location.pathname)) return;
  const accepted = address.length < MAX_ADDRESS ? address : location.pathname;
  history[replace ? "replaceState" : "pushState"](null, "", accepted);
}

const panel = new Panel(
  { input, list: byId("results"), status: byId("status"), after: byId("after") },
  () => ({ text: input.value, ...state }),
  (answer) => {
    if (!answer) hideFilters(filters);
    clearTimeout(saveTimer);
    if (isEdited) saveTimer = setTimeout(save, SAVE_DELAY);
  },
  (facets) => showFilters(filters, facets, state, choose),
);

/** Put the query being typed into the address. */
function save() {
  clearTimeout(saveTimer);
  if (!isEdited) return;
  writeAddress(hasEntry);
  [isEdited, hasEntry] = [false, true];
}

/** Search with other filters, as a new history entry. */
function choose(change) {
  save();
  state = { ...state, ...change };
  writeAddress(false);
  [isEdited, hasEntry] = [false, false];
  panel.search();
}

input.addEventListener("input", () => {
  isEdited = true;
  panel.searchSoon();
});
input.closest("form").addEventListener("submit", (event) => {
  event.preventDefault();
  writeAddress(hasEntry);
  [isEdited, hasEntry] = [false, false];
  panel.search();
});
// A reader who follows a link can come back to the query.
addEventListener("click", save, true);
addEventListener("popstate", () => {
  clearTimeout(saveTimer);
  input.value = readAddress();
  [isEdited, hasEntry] = [false, !input.value];
  panel.search();
});

const query = readAddress();
// Text typed before this script ran, or restored by the browser, is kept.
if (!input.value) input.value = query;
isEdited = input.value !== query;
if (input.value || location.search) panel.search();

// The field has the focus from the start, so the index is fetched only when the reader does something.
const prefetch = () => client.prefetch("");
for (const type of ["pointerdown", "keydown"]) input.addEventListener(type, prefetch, { once: true });
input.addEventListener("focus", () => navigator.userActivation?.hasBeenActive && prefetch());
