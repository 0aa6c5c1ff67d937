/** A result, and the line that sums up an answer. */

import { _, counted, formatNumber, sentences } from "../../site/words.js";
import { siteRoot } from "../worker/client.js";
import { element } from "../../site/elements.js";
import { formatDay, formatPapers, formatSpan, monthOfYear, weekOfYear } from "./format.js";

const MAX_QUOTED = 80;

/** Return a run of an authors' line, which the index has in English, in the page's language. */
function spoken([text, marked]) {
  if (marked) return [text, marked];
  const forms = { one: "{names} and {n} more", other: "{names} and {n} more" }; // other languages tell them apart
  const more = (_found, names, n) => counted(Number(n.replaceAll(",", "")), forms, { names });
  const line = text.replace(/^(.*) and ([\d,]+) more/, more).replace(/^(.*) et al\.$/, (_found, names) => _("{names} et al.", { names }));
  return [line.replace(", among them ", `${_(", among them")} `), marked];
}

/**
 * Return text with its marked runs in <mark>.
 * @param {[string, boolean][]} runs
 * @returns {(string|HTMLElement)[]}
 */
function markedText(runs) {
  return runs.map(([text, marked]) => (marked ? element("mark", {}, text) : text));
}

/** @param {import("../worker/engine.js").Result} result */
export function resultItem(result) {
  const link = element("a", { href: siteRoot + result.href, dir: "auto" }, ...markedText(result.title));
  const time = element("time", { dateTime: result.day }, formatDay(result.day));
  const about = element("p", { className: "result-day" }, time);
  if (result.authors.length) about.append(" · ", element("span", { dir: "auto" }, ...markedText(result.authors.map(spoken))));
  for (const reason of result.reasons) about.append(" · ", element("span", { className: "result-reason" }, reason));
  const item = element("li", { className: "result" }, element("h2", {}, link), about);
  if (result.passage.length) {
    item.append(element("p", { className: "result-passage", dir: "auto" }, ...markedText(result.passage)));
  }
  return item;
}

/** Return what an offer is, by the folder of its page; nothing for a week, whose name says it. */
const kindOf = (folder) =>
  ({
    ...{ people: _("Person"), organisations: _("Organisation"), topics: _("Topic"), search: _("Exactly this name") },
    ...{ dates: _("Day"), months: _("Month") },
  })[folder];
const PERIODS = { dates: formatDay, months: monthOfYear, weeks: weekOfYear };

/** @param {import("../rank/offers.js").PageOffer} offer a page that the query names */
export function offerItem({ label, href, papers }) {
  const [folder] = href.split("/");
  const shown = PERIODS[folder]?.(label) ?? label;
  const link = element("a", { href: siteRoot + href }, element("bdi", {}, shown));
  const kind = kindOf(folder);
  const before = kind ? [element("span", { className: "offer-kind" }, kind), " "] : [];
  return element("li", {}, ...before, link, " ", element("span", { className: "count" }, formatPapers(papers)));
}

/**
 * Return a near term with two buttons.
 * @param {(added: boolean) => void} onChoose gets whether it is added to the query or stands for it
 */
export function relatedItem(term, onChoose) {
  const instead = element("button", { type: "button", className: "chip", dir: "auto" }, term);
  const add = element("button", { type: "button", className: "chip", ariaLabel: _("Add {term}", { term }) }, "+");
  instead.addEventListener("click", () => onChoose(false));
  add.addEventListener("click", () => onChoose(true));
  return element("li", { className: "pair" }, instead, add);
}

/**
 * Return how many papers an answer has, for the status line, which screen readers announce.
 * @param {import("../worker/engine.js").Answer} answer
 * @param {string} text the query
 */
export function summary({ total, atMost, withAllWords, plain, results, truncated, complete, elsewhere = [], span }, text) {
  const notes = [];
  if (truncated) notes.push(_("Only the beginning of so long a query was looked for."));
  if (results.length && elsewhere.length && plain) notes.push(_("No paper here has this address, but these have its words."));
  if (!complete) notes.push(_("So many words are meant that only a part of them was looked up."));
  const quoted = text.length > MAX_QUOTED ? text.slice(0, MAX_QUOTED) + "…" : text;
  if (!results.length && !quoted) return sentences(_("No paper is left."), ...notes);
  if (!results.length && elsewhere.length) return sentences(_("No paper here has this identifier."), ...notes);
  if (!results.length && !span) return sentences(_("No paper matches “{query}”.", { query: quoted }), ...notes);
  const number = atMost ? _("Up to {papers}", { papers: formatPapers(total) }) : formatPapers(total);
  const papers = span ? _("{papers} of {days}", { papers: number, days: formatSpan(span) }) : number;
  if (!results.length) return sentences(_("{papers}.", { papers }), ...notes);
  return sentences(extent(papers), ...notes);

  function extent(papers) {
    if (plain && withAllWords === 0) return _("{papers} with some of the words.", { papers });
    if (!plain || !(withAllWords < total)) return _("{papers}.", { papers });
    return _("{papers}, {n} with all the words.", { papers, n: formatNumber(withAllWords) });
  }
}
