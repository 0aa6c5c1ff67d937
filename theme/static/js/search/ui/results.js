/** A result, and the line that sums up an answer. */

import { siteRoot } from "../worker/connection.js";
import { element, markedText } from "./elements.js";
import { formatDay, formatNumber, formatPapers, formatSpan } from "./format.js";

const MAX_QUOTED = 80;

/** @param {import("../worker/engine.js").Result} result */
export function resultItem(result) {
  const link = element("a", { href: siteRoot + result.href, dir: "auto" }, ...markedText(result.title));
  const time = element("time", { dateTime: result.day }, formatDay(result.day));
  const about = element("p", { className: "result-day" }, time);
  if (result.authors.length) about.append(" · ", element("span", { dir: "auto" }, ...markedText(result.authors)));
  const item = element("li", { className: "result" }, element("h2", {}, link), about);
  if (result.passage.length) {
    item.append(element("p", { className: "result-passage", dir: "auto" }, ...markedText(result.passage)));
  }
  return item;
}

/**
 * Return how many papers an answer has, for the status line, which screen readers announce.
 * @param {import("../worker/engine.js").Answer} answer
 * @param {string} text the query
 */
export function summary({ total, atMost, withAllWords, plain, results, truncated, complete, elsewhere = [], span }, text) {
  const notes = [];
  if (truncated) notes.push("Only the beginning of so long a query was looked for.");
  if (!complete) notes.push("So many words are meant that only a part of them was looked up.");
  const quoted = text.length > MAX_QUOTED ? text.slice(0, MAX_QUOTED) + "…" : text;
  if (!results.length && !quoted) return ["No paper is left.", ...notes].join(" ");
  if (!results.length) return [elsewhere.length ? "No paper here has this identifier." : `No paper matches “${quoted}”.`, ...notes].join(" ");
  const some = plain && withAllWords === 0 ? " with some of the words" : "";
  const more =
    plain && withAllWords > 0 && withAllWords < total ? `, ${formatNumber(withAllWords)} with all the words` : "";
  const days = span ? ` of ${formatSpan(span)}` : "";
  return [`${atMost ? "Up to " : ""}${formatPapers(total)}${days}${some}${more}.`, ...notes].join(" ");
}
