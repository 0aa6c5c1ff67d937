/** Dates as people write them, in words and figures of several languages: `17 March 2025`, `2025/03`, `Herbst 2024`, `last month`. */

import { withoutAccents } from "../index/text.js";
import { MONTHS, monthsBefore, numberedWeek, shifted, spanOf, WEEKDAYS, weekOf } from "./calendar.js";

export const MONTH =
  "(jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\\.?";
export const YEAR = "((?:19|20)\\d\\d)";
/** The first months of seasons of the north, where most papers are from. */
const SEASONS = { spring: 3, summer: 6, autumn: 9, fall: 9, frühling: 3, frühjahr: 3, sommer: 6, herbst: 9 };
const QUARTER = `(${Object.keys(SEASONS).join("|")}|q[1-4])`;
/** Languages whose months are known, as the browser has them, beside those of English. */
const LANGUAGES = ["de", "fr", "es", "it", "pt", "nl", "pl", "ru"];
/** Months that are other words as well, so that they need a day before them: "mars" may be the planet. */
const AMBIGUOUS = new Set(["mars", "mei", "mayo", "maja", "marca"]);
/** A word that may be a month; `\\p{L}` takes milliseconds to compile in each worker. */
export const WORD = "[^\\s\\d.,]{3,12}";
const BEFORE_YEAR = `\\.?,?\\s+(?:de[l]?\\s+)?${YEAR}(?=[\\s,.]|$)`;
/** "17 de marzo de 2025", "le 17 mars 2025"; "marzo 2025". */
const OTHER_DAY = new RegExp(
  `(?<=^|\\s)(?:(?:le|el|il|op|am|den|em)\\s+)?([0-3]?\\d)(?:\\.|º|er)?\\s+(?:de\\s+)?(${WORD})${BEFORE_YEAR}`, "gi",
);
const OTHER_MONTH = new RegExp(`(?<=^|\\s)(${WORD})${BEFORE_YEAR}`, "gi");
/** "2025年3月18日", "2025年第12周", and the year of "Mar '25" and "Mar 19, '25". */
const BY_SIGNS = /(?<!\d)((?:19|20)\d\d)年(\d{1,2})月(?:(\d{1,2})[日号])?(?:\s*[（(]?(?:星期|[周週])[一二三四五六日天][)）]?)?的?/g;
const WEEK_BY_SIGNS = /(?<!\d)((?:19|20)\d\d)年第?(\d{1,2})[周週]的?/g;
const YEAR_BY_SIGN = /(?<!\S)((?:19|20)\d\d)年(?:的|(?!\S))/g;
const SHORT_YEAR = new RegExp(`(?<=(?:^|\\s)${MONTH}\\s+(?:[0-3]?\\d,?\\s+)?)['\u2019](?=\\d\\d(?:[\\s,.]|$))`, "gi");
/** "mid-March", "19-Mar-2025" and "Dec-2024". */
const HYPHENED = new RegExp(`(?<=^|\\s)(mid|early|late)-(?=${MONTH}\\s)|(?<=(?:^|\\s)[0-3]?\\d)-(?=${MONTH}-)|(?<=(?:^|[\\s-])${MONTH})-(?=${YEAR}(?:[\\s,.]|$))`, "gi");
const DAY = "([0-3]?\\d)(?:st|nd|rd|th|\\.)?";
/** Each with the order in which it has year, month and day. */
const WRITTEN = [
  [new RegExp(`(?<=^|\\s)${YEAR}([-/.])([01]?\\d)\\2([0-3]?\\d)(?=[\\s,.]|$)`, "gi"), ([year, , month, day]) => [year, month, day]],
  [new RegExp(`(?<=^|\\s)${YEAR}[-/](\\d\\d?)(?=[\\s,.]|$)`, "gi"), ([year, month]) => [year, month]],
  [new RegExp(`(?<=^|\\s)([01]?\\d)[-/]${YEAR}(?=[\\s,.]|$)`, "gi"), ([month, year]) => [year, month]],
  [new RegExp(`(?<=^|\\s)${YEAR}(0\\d|1[0-2])([0-3]\\d)(?=[\\s,.]|$)`, "gi"), ([year, month, day]) => [year, month, day]],
  [new RegExp(`(?<=^|\\s)([0-3]?\\d)\\.([01]?\\d)\\.${YEAR}(?=[\\s,.]|$)`, "gi"), ([day, month, year]) => [year, month, day]],
  [new RegExp(`(?<=^|\\s)([0-3]?\\d)([-/])([0-3]?\\d)\\2${YEAR}(?=[\\s,.]|$)`, "gi"), ([one, , other, year], archive) => bySlashes(one, other, year, archive)],
  [new RegExp(`(?<=^|\\s)${DAY}(?: of)? ${MONTH},? ${YEAR}(?=[\\s,.]|$)`, "gi"), ([day, month, year]) => [year, month, day]],
  [new RegExp(`(?<=^|\\s)${MONTH} ${DAY},? ${YEAR}(?=[\\s,.]|$)`, "gi"), ([month, day, year]) => [year, month, day]],
  [new RegExp(`(?<=^|\\s)${MONTH}(?:,| of)? ${YEAR}(?=[\\s,.]|$)`, "gi"), ([month, year]) => [year, month]],
  [new RegExp(`(?<=^|\\s)${YEAR}([- ])${MONTH}\\2${DAY}(?=[\\s,.]|$)`, "gi"), ([year, , month, day]) => [year, month, day]],
  [new RegExp(`(?<=^|\\s)${YEAR} ${MONTH}(?=[\\s,.]|$)`, "gi"), ([year, month]) => [year, month]],
  [new RegExp(`(?<=^|\\s)${QUARTER}(?:(?: of)?,? |[-/])${YEAR}(?=[\\s,.]|$)`, "gi"), ([quarter, year]) => [year, ...monthsOf(quarter)]],
  [new RegExp(`(?<=^|\\s)${YEAR}[ -]?${QUARTER}(?=[\\s,.]|$)`, "gi"), ([year, quarter]) => [year, ...monthsOf(quarter)]],
];
/** A winter is of two years; of one that names a single year, both are meant that have months in it. */
const WINTER = new RegExp(`(?<=^|\\s)winter(?: of)?,? ${YEAR}(?:\\s?[/–-]\\s?((?:20)?\\d\\d))?(?=[\\s,.]|$)`, "gi");
/** "H1 2025", "2025-H2": all of a query, as H1 is a robot. */
const HALF = new RegExp(`^\\s*(?:h([12])[ /-]|(?=.*h([12])\\s*$))${YEAR}(?:[ -]?h[12])?\\s*$`, "i");
/** A week of ISO 8601. */
const WEEK_WORD = "(?:(?:calendar )?week|wk|w|kw|(?:kalender)?woche|semaine|semana|settimana)\\.?\\s?";
const WEEK = new RegExp(
  `(?<=^|\\s)(?:the )?(?:${YEAR}[- ]?${WEEK_WORD}(\\d\\d?)|${WEEK_WORD}(\\d\\d?)(?: (?:of|in) |,? |[-/])${YEAR})(?=[\\s,.]|$)`, "gi",
);
/** In words as in figures, from two on. */
const NUMBERS = ["two", "three", "four", "five", "six", "seven"];
export const numberOf = (count) => Number(count) || NUMBERS.indexOf(count.toLowerCase()) + 2;
export const COUNT = `(?:(\\d{1,2}|${NUMBERS.join("|")})\\s+)?`;
const RELATIVE = new RegExp(
  `(?<=^|\\s)(?:(?:in|over|during|within|from|of)\\s+)?(?:the\\s+)?(?:(last|past|previous|this)\\s+${COUNT}(day|week|month|year|${WEEKDAYS.join("|")})s?|(today|yesterday))(?:['\u2019]s)?(?:\\s+papers?)?(?=[\\s,.]|$)(?!\\s+of\\s)`, "gi",
);
/** The same in German and Chinese, with the English words. */
const IN_GERMAN = new RegExp(
  `(?<=^|\\s)(?:(?:aus|in|von)\\s+)?(?:de[mnr]\\s+)?(?:(diese|letzte|vergangene|vorige)[mnrs]?\\s+(?:(\\d{1,2})\\s+)?(jahr|monat|tag|woche)(?:en?|s)?|(gestern|heute))(?=[\\s,.]|$)`, "gi",
);
const IN_CHINESE = /(本|上|这)个?(周|星期|月)|(去|今)年|(今|昨)[天日]|(?:最近|过去|近)(\d{1,2}|[一两二三四五六七])个?(天|日|周|星期|月|年)内?/g;
/** The same in French and Spanish: "semaine dernière", "este mes", "últimos 7 días". */
const UNIT = "(semaine|semana|mois|mes(?:es)?|année|an|año|jour|d[ií]a)s?";
const IN_ROMANCE = new RegExp(
  `(?<=^|\\s)(?:(?:l[aeo]s?|el)\\s+)?(?:(?:cette|ce|est[ea])\\s+${UNIT}|${UNIT}\\s+(?:derni[eè]re?|pasad[oa])|` +
    `(?:[uú]ltim[oa]s|derni[eè]re?s)\\s+(\\d{1,2})\\s+${UNIT}|(ayer|hoy|aujourd['\u2019]hui))(?=[\\s,.]|$)`, "gi",
);
const unitOf = (word) => ({ s: "week", m: "month", a: "year" })[word[0].toLowerCase()] ?? "day";
const ENGLISH = {
  ...{ diese: "this", letzte: "last", vergangene: "last", vorige: "last", 本: "this", 这: "this", 上: "last", 去: "last", 今: "this" },
  ...{ jahr: "year", monat: "month", tag: "day", woche: "week", 年: "year", 月: "month", 周: "week", 星期: "week" },
  ...{ gestern: "yesterday", heute: "today" },
};

/**
 * @typedef {import("./calendar.js").Span} Span
 * @typedef {{span: Span, words: string}} Written a date and what it was written as
 */

/**
 * Return year, month and day, of which Americans write the month first, others the day; no month if the archive may have
 * both days.
 */
function bySlashes(one, other, year, archive) {
  const orders = [[year, one, other], [year, other, one]].filter((order) => spanOf(...order));
  const isKnown = (order) => archive.first <= spanOf(...order).last && spanOf(...order).first <= archive.last;
  const known = orders.filter(isKnown);
  return (known.length === 1 || one === other ? known : orders.length === 1 ? orders : [])[0] ?? [year, "0"];
}

/** Return the first month of a quarter or season, no day, and the last month. */
function monthsOf(quarter) {
  const first = SEASONS[quarter.toLowerCase()] ?? 3 * Number(quarter[1]) - 2;
  return [String(first), undefined, String(first + 2)];
}

/** Return the winters that a year names, or the one of two years; null if these do not follow one another. */
function winterOf(year, next) {
  const first = next ? Number(year) : Number(year) - 1;
  const last = Number(year) + 1;
  if (next && last % 100 !== Number(next) % 100) return null;
  return { first: `${first}-12-01`, last: spanOf(String(last), "2").last };
}

/** Return the days of "last month" and the like: whole weeks from Monday, months and years; with a number, up to today. */
function relativeTo(today, which, count, ofUnit, name) {
  if (name) return spanOf(...shifted(today, /^t/i.test(name) ? 0 : -1).split("-"));
  const [word, unit] = [which.toLowerCase(), ofUnit.toLowerCase()];
  if (WEEKDAYS.includes(unit)) {
    const day = shifted(weekOf(today).first, WEEKDAYS.indexOf(unit));
    return count ? null : spanOf(...shifted(day, word !== "this" && day >= today ? -7 : 0).split("-"));
  }
  if (count || word === "past") {
    const number = numberOf(count ?? "1");
    const months = { month: number, year: 12 * number }[unit];
    return { first: months ? monthsBefore(today, months) : shifted(today, unit === "week" ? -7 * number : -number), last: today };
  }
  const back = word === "this" ? 0 : 1;
  if (unit === "year") return spanOf(String(Number(today.slice(0, 4)) - back));
  if (unit === "month") return spanOf(...monthsBefore(`${today.slice(0, 7)}-01`, back).split("-").slice(0, 2));
  return unit === "week" ? weekOf(shifted(today, -7 * back)) : null;
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
export function monthOf(word) {
  otherMonths ??= namesOfMonths(LANGUAGES);
  return otherMonths.get(withoutAccents(word));
}

let weekdays = null;

/** Return whether a word names a day of the week, or is short for one. */
export function isWeekday(word) {
  weekdays ??= new Set(["en", ...LANGUAGES].flatMap((language) => ["long", "short"].flatMap((weekday) => {
    const format = new Intl.DateTimeFormat(language, { weekday, timeZone: "UTC" });
    return WEEKDAYS.map((_, day) => withoutAccents(format.format(new Date(Date.UTC(2024, 0, 1 + day)))).replace(/\.$/, ""));
  })));
  return weekdays.has(withoutAccents(word));
}

/** Return a text with the months of other languages as they are in English or in figures. */
export function inEnglish(text) {
  const days = text.replace(OTHER_DAY, (whole, day, word, year) => (monthOf(word) ? `${day} ${monthOf(word)} ${year}` : whole));
  const months = days.replace(OTHER_MONTH, (whole, word, year) => {
    const month = AMBIGUOUS.has(word.toLowerCase()) ? undefined : monthOf(word);
    return month ? `${month} ${year}` : whole;
  });
  const bySigns = (_, year, ...parts) => ` ${[year, ...parts.slice(0, 2).filter(Boolean).map((part) => part.padStart(2, "0"))].join("-")} `;
  return months.replace(BY_SIGNS, bySigns).replace(WEEK_BY_SIGNS, " $1-W$2 ").replace(YEAR_BY_SIGN, " year:$1 ").replace(SHORT_YEAR, "20").replace(HYPHENED, (_, part = "") => `${part} `)
    .replace(HALF, (_, one, other, year) => ((one ?? other) === "1" ? `${year}-01..${year}-06` : `${year}-07..${year}-12`));
}

/** Return a text with words such as "letzte Woche", "mois dernier" and "上个月" in English. */
function relativeInEnglish(text) {
  const english = (...words) => words.filter(Boolean).map((word) => ENGLISH[word.toLowerCase()] ?? word).join(" ");
  return text
    .replace(IN_GERMAN, (_, which, count, unit, name) => english(which, count, unit, name))
    .replace(IN_ROMANCE, (_, ofThis, ofLast, count, ofCount, day) => {
      if (day) return /^ayer$/i.test(day) ? "yesterday" : "today";
      return ofThis ? `this ${unitOf(ofThis)}` : english("last", count, unitOf(ofLast ?? ofCount));
    })
    .replace(IN_CHINESE, (_, which, unit, year, day, count, ofCount) => {
      if (count) return ` last ${Number(count) || "一两三四五六七".indexOf(count.replace("二", "两")) + 1} ${ENGLISH[ofCount] ?? "day"} `;
      return ` ${day ? { 今: "today", 昨: "yesterday" }[day] : english(which ?? year, unit ?? "year")} `;
    });
}

/**
 * Put something in the place of each written date.
 * @param {string} text in English
 * @param {string} today
 * @param {(date: Written) => string} put
 * @param {boolean} isShort whether "last year" and the like are dates: sentences have them as well
 * @param {Span} archive its first and last day
 */
export function replaceDates(text, today, put, isShort, archive) {
  const replaced = (from, pattern, spanFrom) =>
    from.replace(pattern, (words, ...groups) => {
      const span = spanFrom(groups.slice(0, groups.findIndex((group) => typeof group === "number")));
      return span ? put({ span, words }) : words;
    });
  const relative = isShort ? replaced(relativeInEnglish(text), RELATIVE, (groups) => relativeTo(today, ...groups)) : text;
  const winters = replaced(relative, WINTER, (groups) => winterOf(...groups));
  const weeks = replaced(winters, WEEK, ([year, number, other, ofOther]) => numberedWeek(year ?? ofOther, Number(number ?? other)));
  return WRITTEN.reduce((rest, [pattern, order]) => replaced(rest, pattern, (groups) => spanOf(...order(groups, archive))), weeks);
}
