/** The search page. Query, filters and order are in its address, the reader's place in the results in its history. */

import { _ } from "../../site/words.js";
import { client } from "../worker/client.js";
import { Filters, showChips } from "./filters.js";
import { Panel } from "./panel.js";
import { rememberQuery, showRecent } from "./recent.js";
import { readState, toggle, writeState } from "./state.js";

const byId = (id) => document.getElementById(id);
const input = byId("q");
const [idle, help, chips] = [byId("idle"), byId("help"), byId("chips")];
/** Milliseconds after an answer until its query is put into the address: browsers limit how often it may change. */
const SAVE_DELAY = 200;
/** Milliseconds without scrolling until the reader's place is noted. */
const PLACE_DELAY = 400;
/** A longer address is not accepted by every browser. */
const MAX_ADDRESS = 8000;

let state = { text: "", filters: [], sort: "" };
/** Names of topics, by the text that filters give them. */
let topics = {};
/** Whether the query being typed has a history entry of its own, which further typing replaces. */
let hasEntry = !new URLSearchParams(location.search).get("q");
/** Whether the field differs from the address. */
let isEdited = false;
let [saveTimer, placeTimer] = [0, 0];
/** Whether the filters open once they are filled: beside the results they cover nothing. */
let opensByItself = matchMedia("(width >= 64rem)").matches;

const request = () => ({ text: input.value, filters: state.filters, sort: state.sort });

function writeAddress(replace) {
  const address = writeState({ ...state, text: input.value }) || location.pathname;
  if (address === (location.search || location.pathname)) return;
  const accepted = address.length < MAX_ADDRESS ? address : location.pathname;
  history[replace ? "replaceState" : "pushState"](null, "", accepted);
}

const filters = new Filters(byId("filters"), () => state, choose, count);

const panel = new Panel(
  { input, list: byId("results"), status: byId("status"), after: byId("after"), offers: byId("offers"), related: byId("related") },
  request,
  (answer) => {
    clearTimeout(saveTimer);
    if (isEdited) saveTimer = setTimeout(save, SAVE_DELAY);
    topics = { ...topics, ...answer?.topics };
    filters.outdate();
    // Who found nothing can go on from what others begin with.
    rest(!answer?.results.length && !state.filters.length);
  },
  { wanted: () => (filters.wantsTopics ? "topics" : filters.drawer.open || opensByItself ? "months" : ""), show },
);

/** Show either the results or what there is without a query. */
function rest(isIdle) {
  idle.hidden = !isIdle;
  // It is shown again below the results, once they are there: what moves while it is seen disturbs.
  help.hidden = !isIdle;
  if (isIdle) showRecent(byId("recent"), (query) => panel.type(query), () => panel.say(_("Your last queries are forgotten.")));
  else requestAnimationFrame(() => requestAnimationFrame(() => (help.hidden = false)));
  listChips();
}

function listChips() {
  showChips(chips, state.filters, topics, (filter) => choose({ filters: toggle(state.filters, filter) }));
}

/** Show the counts of filters. */
function show(facets) {
  for (const [{ slug, name }] of facets.topics ?? []) topics[slug] = name;
  filters.show(facets);
  if (opensByItself) filters.drawer.open = true;
  opensByItself = false;
}

/** Count for the filters, which are opened: an answer that is there was given without counts. */
async function count() {
  const asked = JSON.stringify(request());
  try {
    const facets = await client.count(request(), filters.wantsTopics);
    if (facets && asked === JSON.stringify(request())) show(facets);
  } catch {
    panel.fail(count);
  }
}

/** Put the query being typed into the address. */
function save() {
  clearTimeout(saveTimer);
  if (!isEdited) return;
  writeAddress(hasEntry);
  [isEdited, hasEntry] = [false, true];
}

/** Note the reader's place in the history, to which Back leads. */
function notePlace() {
  clearTimeout(placeTimer);
  if (!panel.list.children.length) return;
  history.replaceState({ place: { ...panel.place(), filters: filters.shape() } }, "");
}

/** Search with other filters, as a new history entry. */
function choose(change) {
  save();
  state = { ...state, ...change };
  writeAddress(false);
  [isEdited, hasEntry] = [false, false];
  listChips();
  filters.follow();
  panel.search();
}

/** Show what the address asks for, at the place that the history has. */
function restore() {
  const { place } = history.state ?? {};
  if (place) filters.reserve(place.filters);
  return panel.search(place);
}

input.addEventListener("input", () => {
  isEdited = true;
  panel.searchSoon();
});
input.closest("form").addEventListener("submit", (event) => {
  event.preventDefault();
  rememberQuery(input.value);
  writeAddress(hasEntry);
  [isEdited, hasEntry] = [false, false];
  panel.search();
});
addEventListener(
  "click",
  (event) => {
    // A reader who follows a link can come back to the query.
    save();
    if (!event.target.closest("a[href]")) return;
    if (panel.list.contains(event.target)) rememberQuery(input.value);
    notePlace();
  },
  true,
);
idle.addEventListener("click", (event) => {
  const link = event.target.closest("a[data-query]");
  if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
  event.preventDefault();
  panel.type(link.textContent);
});
addEventListener("scroll", () => {
  clearTimeout(placeTimer);
  placeTimer = setTimeout(notePlace, PLACE_DELAY);
});
addEventListener("popstate", () => {
  clearTimeout(saveTimer);
  state = readState(location.search);
  input.value = state.text;
  [isEdited, hasEntry] = [false, !input.value];
  restore();
});

history.scrollRestoration = "manual";
state = readState(location.search);
// Text typed before this script ran, or restored by the browser, is kept.
if (!input.value) input.value = state.text;
isEdited = input.value !== state.text;
if (input.value || state.filters.length) restore();
else rest(true);
