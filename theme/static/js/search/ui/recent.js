/**
 * What a search shows while nothing is asked for: examples, and the reader's own last queries, which stay in the browser.
 * Where it stores nothing, there are none.
 */

import { _ } from "../../site/words.js";
import { siteRoot } from "../worker/client.js";
import { element } from "../../site/elements.js";

const MOST = 8;
/** A longer query is not stored: it is a pasted text. */
const LONGEST = 200;

/** Return queries with one more, the last one first; without a second of the same, however it is written. */
export function withQuery(queries, text) {
  const query = text.trim().replace(/\s+/g, " ");
  if (!query || query.length > LONGEST) return queries;
  return [query, ...queries.filter((other) => other.toLowerCase() !== query.toLowerCase())].slice(0, MOST);
}

/** Return the queries that a stored text has. */
export function parseQueries(stored) {
  try {
    const queries = JSON.parse(stored);
    return Array.isArray(queries) ? queries.filter((query) => typeof query === "string").slice(0, MOST) : [];
  } catch {
    return [];
  }
}

const key = () => `daybook-queries ${new URL(siteRoot).pathname}`;

/** @returns {string[]} the last one first */
export function recentQueries() {
  try {
    return parseQueries(localStorage.getItem(key()));
  } catch {
    return [];
  }
}

export function rememberQuery(text) {
  try {
    localStorage.setItem(key(), JSON.stringify(withQuery(recentQueries(), text)));
  } catch {
    // The browser stores nothing for this site.
  }
}

export function forgetQueries() {
  try {
    localStorage.removeItem(key());
  } catch {
    // Nothing was stored.
  }
}

/**
 * Show the last queries in a section, which is hidden if there are none.
 * @param {HTMLElement} section
 * @param {(query: string) => void} onChoose
 * @param {() => void} onForget called when the reader has had them forgotten
 */
export function showRecent(section, onChoose, onForget) {
  const queries = recentQueries();
  section.hidden = !queries.length;
  if (!queries.length) return section.replaceChildren();
  const forget = element("button", { type: "button", className: "forget" }, _("Forget these"));
  forget.addEventListener("click", () => {
    forgetQueries();
    showRecent(section, onChoose, onForget);
    onForget();
  });
  section.replaceChildren(element("h2", {}, _("Your last queries")), chips(queries, onChoose), forget);
}

/** Show queries that find something in a section. */
export function showExamples(section, queries, onChoose) {
  section.replaceChildren(...(queries.length ? [element("h2", {}, _("For example")), chips(queries, onChoose)] : []));
}

function chips(queries, onChoose) {
  const items = queries.map((query) => {
    const button = element("button", { type: "button", className: "chip", dir: "auto" }, query);
    button.addEventListener("click", () => onChoose(query));
    return element("li", {}, button);
  });
  return element("ul", { className: "chips", role: "list" }, ...items);
}
