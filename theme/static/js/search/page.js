/** The search page: field, filters and order, all in the address. */

import { client } from "./client.js";
import { Panel } from "./panel.js";
import { fill, hide } from "./filters.js";

const input = document.querySelector("#q");
const filters = document.querySelector("#filters");
const NAMES = ["year", "month", "topic", "sort"];

let state = {};
/** Whether the address already has an entry of its own for what is being typed. */
let typing = !new URLSearchParams(location.search).get("q");

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
  (answer) => (answer ? fill(filters, answer.facets, state, choose) : hide(filters)),
);

function choose(change) {
  state = { ...state, ...change };
  writeAddress(false);
  typing = false;
  panel.ask();
}

input.addEventListener("input", () => {
  writeAddress(typing);
  typing = true;
  panel.askSoon();
});
input.closest("form").addEventListener("submit", (event) => {
  event.preventDefault();
  typing = false;
  panel.ask();
});
addEventListener("popstate", () => {
  input.value = readAddress();
  typing = !input.value;
  panel.ask();
});

const asked = readAddress();
if (!input.value) input.value = asked;
client.warm();
if (input.value) panel.ask();
