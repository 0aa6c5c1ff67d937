/** What is new since the last visit: days with papers that it did not show. */

import { make } from "./elements.js";
import { _, counted, formatNumber, locale } from "./words.js";

/** Milliseconds: a visit ends an hour after the last look at a list of days. Until then its marks stay. */
const VISIT = 3_600_000;
/** The number of days whose papers are remembered. */
const REMEMBERED = 31;

/**
 * Return what to remember of a look at days, given what the last look left.
 * @param {{at: number, days: Object<string, number>, before?: Object}|null} last
 * @param {Object<string, number>} listed number of papers of each day
 * @param {number} now milliseconds
 */
export function look(last, listed, now) {
  const isSameVisit = last && Math.abs(now - last.at) < VISIT;
  const before = isSameVisit ? last.before : last && { at: last.at, days: last.days };
  const days = Object.entries({ ...last?.days, ...listed }).sort();
  return { at: now, days: Object.fromEntries(days.slice(-REMEMBERED)), before };
}

/**
 * Return the number of papers of each listed day that were not there before; a day without any is left out.
 * Days before the first one remembered are taken for known.
 */
export function newPapers(before, listed) {
  if (!before) return {};
  const first = Object.keys(before.days).sort()[0] ?? "";
  const counts = Object.entries(listed).map(([day, papers]) => [day, papers - (before.days[day] ?? 0)]);
  return Object.fromEntries(counts.filter(([day, papers]) => day >= first && papers > 0));
}

/** Return a time as "16 Mar", with its year if it is not this one. */
function dateOf(time, now) {
  const year = new Date(time).getFullYear() === new Date(now).getFullYear() ? undefined : "numeric";
  return new Date(time).toLocaleDateString(locale, { day: "numeric", month: "short", year });
}

/** Return a line that says what is new, or "" if nothing is. */
export function newsLine(before, found, listed, now) {
  const [days, all] = [Object.keys(found).length, Object.keys(listed).length];
  if (!days) return "";
  const papers = Object.values(found).reduce((sum, count) => sum + count, 0);
  // The home page does not list every day that may be new.
  const date = dateOf(before.at, now);
  if (days === all) return _("New since {date}: all days shown", { date });
  const forms = { one: "New since {date}: {papers} on {n} day", other: "New since {date}: {papers} on {n} days" };
  return counted(days, forms, { date, papers: counted(papers, { one: "{n} paper", other: "{n} papers" }) });
}

/** Return what is stored, if it has the form that `look` returns. */
function stored(key) {
  const value = JSON.parse(localStorage.getItem(key));
  return Number.isFinite(value?.at) && value.days && typeof value.days === "object" ? value : null;
}

/** Return the first number in a text, whatever stands between its groups of digits. */
const firstNumber = (text) => Number(text.match(/\d[\d\p{P}\p{Zs}]*/u)?.[0].replace(/\D/g, ""));

/** Mark the days with papers that the last visit did not show. Nothing leaves the browser. */
export function markNews(root) {
  const places = ":is(.home, .dates) main :is(.hero, .recent, .calendar) a";
  const links = [...document.querySelectorAll(places)]
    .map((link) => [link, link.pathname.match(/\/dates\/(\d{4}-\d\d-\d\d)\/$/)?.[1]])
    .filter(([, day]) => day);
  if (!links.length) return;
  const entry = (link) => link.closest("li, td, header");
  const count = (link) => entry(link).querySelector("small, li > span, .hero-count");
  const listed = Object.fromEntries(links.map(([link, day]) => [day, firstNumber(count(link).textContent)]));
  const [key, now] = [`daybook-days ${new URL(root.dataset.root || "./", location).pathname}`, Date.now()];
  const seen = look(stored(key), listed, now);
  localStorage.setItem(key, JSON.stringify(seen));
  const found = newPapers(seen.before, listed);
  const line = newsLine(seen.before, found, listed, now);
  if (!line) return;
  for (const [link, day] of links) if (found[day]) mark(link, listed[day] - found[day] ? found[day] : "");
  document.querySelector(".sheet").prepend(make("p", { class: "since" }, line));
  document.querySelector("#said").textContent = line;

  function mark(link, number) {
    const words = number ? _("{n} new", { n: formatNumber(number) }) : _("new");
    const head = link.closest(".hero")?.querySelector(".hero-count");
    if (head) head.append(" · ", make("b", {}, words));
    else link.append(make("span", { class: "new" }, `, ${words}`));
  }
}
