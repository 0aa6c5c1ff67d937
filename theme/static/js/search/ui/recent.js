/** The reader's own last queries, which stay in the browser. Where it stores nothing, there are none. */

import { siteRoot } from "../worker/connection.js";

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
