/** The search dialog, which opens over any page but the search page. */

import { _ } from "../../site/words.js";
import { client, siteRoot } from "../worker/client.js";
import { element } from "../../site/elements.js";
import { Panel } from "./panel.js";
import { rememberQuery, showExamples, showRecent } from "./recent.js";

const dialog = document.querySelector("#search-dialog");
const part = (name) => dialog.querySelector(`[data-search="${name}"]`);
const input = part("input");
const allResults = part("all");

/** Return the address of all results on the search page. */
function address() {
  return `${siteRoot}search/?${new URLSearchParams({ q: input.value.trim() })}`;
}

/** Whether Enter was pressed before the answer was there. */
let opensFirst = false;

/** Open the first result of the text in the field, once its answer is there; without any, the search page says more. */
export function openFirst() {
  const text = input.value.trim();
  if (!text) return;
  opensFirst = panel.answered !== text;
  if (opensFirst) panel.search();
  else leave();
}

/** Note what the dialog shows, to which Back leads, and that the query was of use. */
function note() {
  rememberQuery(input.value);
  history.replaceState({ search: { text: input.value, ...panel.place() } }, "");
}

/** Follow the first result, or else the way to the search page. */
function leave() {
  note();
  location.assign(panel.list.querySelector("a[href]")?.href ?? address());
}

const panel = new Panel(
  { input, list: part("results"), status: part("status"), after: part("after"), offers: part("offers"), related: part("related") },
  () => ({ text: input.value }),
  (answer) => {
    allResults.hidden = !answer;
    allResults.href = address();
    rest(!answer);
    if (answer && opensFirst) openFirst();
  },
);

/** Queries that find something: above the hints, which stay at the bottom, they move nothing when they arrive. */
const examples = element("section", { className: "recent", hidden: true });
part("recent").after(examples);

/** Show the last queries and examples while nothing is asked for. */
function rest(isIdle) {
  const recent = part("recent");
  examples.hidden = !isIdle;
  if (isIdle) showRecent(recent, (query) => panel.type(query), () => panel.say(_("Your last queries are forgotten.")));
  else recent.hidden = true;
}

input.addEventListener("input", () => {
  opensFirst = false;
  panel.searchSoon();
});
dialog.addEventListener("keydown", (event) => {
  if (event.key !== "Escape") return;
  // Otherwise a search field uses the first Escape to empty itself.
  event.preventDefault();
  dialog.close();
});
part("close").addEventListener("click", () => dialog.close());
dialog.addEventListener("keydown", (event) => event.key === "Enter" && input.value.trim() && note(), true);
dialog.addEventListener("click", (event) => event.target.closest("a[href]") && note(), true);
dialog.addEventListener("click", (event) => {
  const { left, right, top, bottom } = dialog.getBoundingClientRect();
  const { clientX, clientY } = event;
  const isInside = clientX >= left && clientX <= right && clientY >= top && clientY <= bottom;
  if (event.target === dialog && !isInside) dialog.close();
});

// What was typed before this script ran.
if (input.value) panel.searchSoon();

/** Get ready for the first letter: `site.js` has opened the dialog. */
export function open() {
  client.prefetch("");
  rest(!input.value);
  // Without them the dialog still searches: what fails shows with the first query.
  if (!examples.children.length) client.examples().then((queries) => showExamples(examples, queries, (query) => panel.type(query)), () => {});
}

/** Show again what `note` noted. */
export function restore(noted) {
  if (!noted?.text) return open();
  input.value = noted.text;
  input.focus();
  panel.search(noted);
}
