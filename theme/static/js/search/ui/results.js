/** Results and counts as elements and words. Text is only ever text. */

import { siteRoot } from "../worker/client.js";

const count = new Intl.NumberFormat(document.documentElement.lang || "en");
const days = new Intl.DateTimeFormat("en-GB", { day: "numeric", month: "long", year: "numeric", timeZone: "UTC" });
const months = new Intl.DateTimeFormat("en-GB", { month: "long", timeZone: "UTC" });

export const number = (value) => count.format(value);
export const monthName = (month) => months.format(new Date(`${month}-01T00:00:00Z`));
export const papers = (value) => `${number(value)} paper${value === 1 ? "" : "s"}`;

/** An element with properties and children; strings become text. */
export function element(name, properties, ...children) {
  const made = Object.assign(document.createElement(name), properties);
  made.append(...children);
  return made;
}

function runs(parts) {
  return parts.map(([text, marked]) => (marked ? element("mark", {}, text) : text));
}

/** @param {{href: string, title: [string, boolean][], passage: [string, boolean][], day: string}} result */
export function resultItem(result) {
  const link = element("a", { href: siteRoot + result.href, dir: "auto" }, ...runs(result.title));
  const time = element("time", { dateTime: result.day }, days.format(new Date(`${result.day}T00:00:00Z`)));
  const about = element("p", { className: "result-day" }, time);
  if (result.authors) about.append(" · ", element("span", { dir: "auto" }, result.authors));
  const item = element("li", { className: "result" }, element("h2", {}, link), about);
  if (result.passage.length) {
    item.append(element("p", { className: "result-passage", dir: "auto" }, ...runs(result.passage)));
  }
  return item;
}

/** What is said of an answer, to eyes and ears. */
export function summary(answer, text) {
  const { total, all, plain, results } = answer;
  const notes = [];
  if (answer.cut) notes.push("Only the beginning of so long a query was looked for.");
  if (!answer.whole) notes.push("So many words are meant that only a part of them was looked up.");
  if (!results.length) return [`No paper matches “${text.length > 80 ? text.slice(0, 80) + "…" : text}”.`, ...notes].join(" ");
  const some = plain && all === 0 ? " with some of the words" : "";
  const more = plain && all > 0 && all < total ? `, ${number(Math.min(all, total))} with all the words` : "";
  return [`${papers(total)}${some}${more}.`, ...notes].join(" ");
}
