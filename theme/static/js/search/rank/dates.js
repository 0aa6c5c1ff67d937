/** Dates in a query, which filter by the day that lists a paper: `march 2025`, `2025-03-17`, `before:2025`, `year:2024`. */

import { withoutAccents } from "../index/text.js";

const MONTHS = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];
const MONTH =
  "(jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\\.?";
const YEAR = "((?:19|20)\\d\\d)";
/** The first months of seasons of the north, where most papers are from; a winter is of two years. */
const SEASONS = { spring: 3, summer: 6, autumn: 9, fall: 9, frühling: 3, frühjahr: 3, sommer: 6, herbst: 9 };
const QUARTER = `(${Object.keys(SEASONS).join("|")}|q[1-4])`;
/** Languages whose months are known, as the browser has them, beside those of English. */
const LANGUAGES = ["de", "fr", "es", "it", "pt", "nl", "pl", "ru"];
/** Months that are other words as well, so that they need a day before them: "mars" may be the planet. */
const AMBIGUOUS = new Set(["mars", "mei", "mayo", "maja", "marca"]);
const BEFORE_YEAR = `\\.?,?\\s+(?:de[l]?\\s+)?${YEAR}(?=[\\s,.]|$)`;
/** "17 de marzo de 2025", "le 17 mars 2025"; "marzo 2025". */
const OTHER_DAY = new RegExp(
  `(?<=^|\\s)(?:(?:le|el|il|op|am|den|em)\\s+)?([0-3]?\\d)(?:\\.|º|er)?\\s+(?:de\\s+)?(\\p{L}{3,12})${BEFORE_YEAR}`, "giu",
);
const OTHER_MONTH = new RegExp(`(?<=^|\\s)(\\p{L}{3,12})${BEFORE_YEAR}`, "giu");
/** "2025年3月18日", and the year of "Mar '25". */
const BY_SIGNS = /(?<!\d)((?:19|20)\d\d)年(\d{1,2})月(?:(\d{1,2})[日号])?/g;
const SHORT_YEAR = new RegExp(`(?<=(?:^|\\s)${MONTH}\\s+)['\u2019](?=\\d\\d(?:[\\s,.]|$))`, "gi");
const DAY = "([0-3]?\\d)(?:st|nd|rd|th|\\.)?";
const OPERATOR = /(^|\s)(year|month|day|on|before|until|after|since):((?:19|20)\d\d(?:-\d\d(?:-\d\d)?)?)(?=\s|$)/gi;
/** Each with the order in which it has year, month and day. */
const WRITTEN = [
  [new RegExp(`(?<=^|\\s)${YEAR}([-/])(\\d\\d)\\2(\\d\\d)(?=[\\s,.]|$)`, "gi"), ([year, , month, day]) => [year, month, day]],
  [new RegExp(`(?<=^|\\s)${YEAR}[-/](\\d\\d)(?=[\\s,.]|$)`, "gi"), ([year, month]) => [year, month]],
  [new RegExp(`(?<=^|\\s)([01]?\\d)[-/]${YEAR}(?=[\\s,.]|$)`, "gi"), ([month, year]) => [year, month]],
  [new RegExp(`(?<=^|\\s)([0-3]?\\d)\\.([01]?\\d)\\.${YEAR}(?=[\\s,.]|$)`, "gi"), ([day, month, year]) => [year, month, day]],
  [new RegExp(`(?<=^|\\s)([0-3]?\\d)/([0-3]?\\d)/${YEAR}(?=[\\s,.]|$)`, "gi"), ([one, other, year]) => bySlashes(one, other, year)],
  [new RegExp(`(?<=^|\\s)${DAY}(?: of)? ${MONTH},? ${YEAR}(?=[\\s,.]|$)`, "gi"), ([day, month, year]) => [year, month, day]],
  [new RegExp(`(?<=^|\\s)${MONTH} ${DAY},? ${YEAR}(?=[\\s,.]|$)`, "gi"), ([month, day, year]) => [year, month, day]],
  [new RegExp(`(?<=^|\\s)${MONTH},? ${YEAR}(?=[\\s,.]|$)`, "gi"), ([month, year]) => [year, month]],
  [new RegExp(`(?<=^|\\s)${YEAR} ${MONTH}(?=[\\s,.]|$)`, "gi"), ([year, month]) => [year, month]],
  [new RegExp(`(?<=^|\\s)${QUARTER}(?: of)?,? ${YEAR}(?=[\\s,.]|$)`, "gi"), ([quarter, year]) => [year, ...monthsOf(quarter)]],
  [new RegExp(`(?<=^|\\s)${YEAR} ${QUARTER}(?=[\\s,.]|$)`, "gi"), ([year, quarter]) => [year, ...monthsOf(quarter)]],
];
const SINCE = new RegExp(`(^|\\s)since ${YEAR}(?=[\\s,.]|$)`, "gi");
const [FIRST, LAST] = ["0000-00-00", "9999-99-99"];

/**
 * @typedef {{first: string, last: string}} Span days, both included
 */

/** Return year, month and day, of which Americans write the month first, others the day; no month if it may be either. */
function bySlashes(one, other, year) {
  if (Number(one) > 12 || one === other) return [year, other, one];
  return Number(other) > 12 ? [year, one, other] : [year, "0"];
}

/** Return the first month of a quarter or season, no day, and the last month. */
function monthsOf(quarter) {
  const first = SEASONS[quarter.toLowerCase()] ?? 3 * Number(quarter[1]) - 2;
  return [String(first), undefined, String(first + 2)];
}

/** Return the days of a year, a month or a day, or from a month to another one; null if there is no such day. */
function spanOf(year, month, day, until) {
  if (until) return { first: spanOf(year, month).first, last: spanOf(year, until).last };
  if (month === undefined) return { first: `${year}-01-01`, last: `${year}-12-31` };
  const number = /^\d/.test(month) ? Number(month) : MONTHS.indexOf(month.slice(0, 3).toLowerCase()) + 1;
  if (number < 1 || number > 12) return null;
  const length = new Date(Date.UTC(Number(year), number, 0)).getUTCDate();
  const start = `${year}-${String(number).padStart(2, "0")}`;
  if (day === undefined) return { first: `${start}-01`, last: `${start}-${length}` };
  if (Number(day) < 1 || Number(day) > length) return null;
  const date = `${start}-${String(Number(day)).padStart(2, "0")}`;
  return { first: date, last: date };
}

function byOperator(operator, value) {
  const span = spanOf(...value.split("-"));
  if (!span) return null;
  const dayBefore = (day) => shifted(day, -1);
  const dayAfter = (day) => shifted(day, 1);
  switch (operator.toLowerCase()) {
    case "before": return { first: FIRST, last: dayBefore(span.first) };
    case "until": return { first: FIRST, last: span.last };
    case "after": return { first: dayAfter(span.last), last: LAST };
    case "since": return { first: span.first, last: LAST };
    default: return span;
  }
}

function shifted(day, days) {
  const date = new Date(`${day}T00:00:00Z`);
  date.setUTCDate(date.getUTCDate() + days);
  return date.toISOString().slice(0, 10);
}

/** What quotes hold is meant as it is written; their end may be missing while it is typed. */
const QUOTED = /(["\u201c\u201d\u201e\u00ab][^"\u201c\u201d\u00bb]*["\u201c\u201d\u00bb]?)/;

/**
 * Take the dates out of a query, but those in quotes. A written date of which the archive has no day stays, as it may be
 * part of a title.
 * @param {string} text
 * @param {Span} archive its first and last day
 * @returns {{span: Span|null, rest: string}} null without a date
 */
export function takeDates(text, archive) {
  const parts = text.split(QUOTED).map((part, at) => (at % 2 ? { spans: [], rest: part } : datesIn(part, archive)));
  const spans = parts.flatMap((part) => part.spans);
  if (!spans.length) return { span: null, rest: text };
  const first = spans.map((span) => span.first).sort().at(-1);
  const last = spans.map((span) => span.last).sort()[0];
  const rest = parts.map((part) => part.rest).join("");
  const wasFinished = /\s$/.test(text);
  return { span: { first, last }, rest: rest.replace(/\s+/g, " ").trim() + (wasFinished ? " " : "") };
}

/** Return the months of other languages, as they stand alone and behind a day, without accents. */
function namesOfMonths(languages) {
  const months = new Map([["maerz", "mar"]]);
  for (const language of languages) {
    for (const day of [undefined, "numeric"]) {
      const format = new Intl.DateTimeFormat(language, { day, month: "long", timeZone: "UTC" });
      for (const [number, month] of MONTHS.entries()) {
        const parts = format.formatToParts(new Date(Date.UTC(2025, number, 1)));
        months.set(withoutAccents(parts.find(({ type }) => type === "month").value), month);
      }
    }
  }
  return months;
}

let otherMonths = null;

/** Return the English month of a word of another language; undefined for other words. */
function monthOf(word) {
  otherMonths ??= namesOfMonths(LANGUAGES);
  return otherMonths.get(withoutAccents(word));
}

/** Return a text with the months of other languages as they are in English or in figures. */
function inEnglish(text) {
  const days = text.replace(OTHER_DAY, (whole, day, word, year) => (monthOf(word) ? `${day} ${monthOf(word)} ${year}` : whole));
  const months = days.replace(OTHER_MONTH, (whole, word, year) => {
    const month = AMBIGUOUS.has(word.toLowerCase()) ? undefined : monthOf(word);
    return month ? `${month} ${year}` : whole;
  });
  const figures = months.replace(BY_SIGNS, (_, ...parts) => parts.slice(0, 3).filter(Boolean).map((part) => part.padStart(2, "0")).join("-"));
  return figures.replace(SHORT_YEAR, "20");
}

/** @returns {{spans: Span[], rest: string}} the dates in a text without quotes, and the text without them */
function datesIn(text, archive) {
  const spans = [];
  let rest = inEnglish(text).replace(SINCE, "$1since:$2").replace(OPERATOR, (whole, before, operator, value) => {
    const span = byOperator(operator, value);
    if (!span) return whole;
    spans.push(span);
    return before;
  });
  for (const [pattern, order] of WRITTEN) {
    rest = rest.replace(pattern, (whole, ...groups) => {
      const span = spanOf(...order(groups.slice(0, groups.findIndex((group) => typeof group === "number"))));
      if (!span || span.last < archive.first || span.first > archive.last) return whole;
      spans.push(span);
      return "";
    });
  }
  return { spans, rest };
}
