/** Weeks and parts of months and years by a date of them, and ranges that name month and year once: `week of 17 March 2025`. */

import { edgeOf, partOf, weekOf, weekOfMonth } from "./calendar.js";
import { COUNT, monthOf, MONTH, numberOf, WORD, YEAR } from "./written_dates.js";

const DAY = "([0-3]?\\d)(?:st|nd|rd|th|\\.|º|er)?";
const TO = "(?:\\s*(?:[-–—…]|\\.{2,3})\\s*|\\s(?:to|until|till|through|and|bis|und|au?|à|al|tot|y|et)\\s)";
const START = "(?<=^|\\s)((?:from|between|vom|von|zwischen|du|de|entre|del|desde)\\s+)?(?:the\\s+)?";
const END = "(?=[\\s,.]|$)";
/** Two days and a year, without which no range is looked for: most queries have none. */
const SEVERAL = /\d\D+\d.*(?:19|20)\d\d|年.*[日月]/;
/** "17-21 March 2025", "17. bis 21. März 2025", "from 17 March to 2 April 2025". */
const BY_DAY = new RegExp(`${START}${DAY}(?: (?:of |de )?(${WORD})\\.?)?(${TO})${DAY} (?:of |de )?(${WORD})\\.?,? (?:del? )?${YEAR}${END}`, "gi");
/** "March 17-21, 2025", "March 17 to April 2, 2025". */
const BY_MONTH = new RegExp(`${START}${MONTH} ${DAY}(${TO})(?:${MONTH} )?${DAY},? ${YEAR}${END}`, "gi");
/** "May to July 2025", "Januar bis März 2025", "May and June 2025". */
const BY_MONTHS = new RegExp(`${START}(${WORD})\\.?(${TO})(${WORD})\\.?,? (?:del? )?${YEAR}${END}`, "gi");
/** "17.3.-21.3.2025". */
const BY_FIGURES = new RegExp(`${START}([0-3]?\\d)\\.(?:([01]?\\d)\\.)?(${TO})([0-3]?\\d)\\.([01]?\\d)\\.${YEAR}${END}`, "gi");
/** "2025年3月17日至21日". */
const BY_SIGNS = /(?<!\d)((?:19|20)\d\d)年(\d{1,2})月(\d{1,2})[日号]?\s*[至到~～–—-]\s*(?:(\d{1,2})月)?(\d{1,2})[日号]的?/g;
/** "2025年1月至3月". */
const MONTHS_BY_SIGNS = /(?<!\d)((?:19|20)\d\d)年(\d{1,2})月?\s*[至到~～–—-]\s*(\d{1,2})月的?(?!\d)/g;
/** Around the number of a date that was found; no keyboard has them. */
export const OPEN = "\ue000";
export const CLOSE = "\ue001";
export const MARK = `${OPEN}\\d+${CLOSE}`;
export const DATE = `(?:${MARK}|(?:19|20)\\d\\d)`;
const WEEK = "(?:week|woche|semaine|semana|settimana)";
const NTH = ["last", "first", "second", "third", "fourth"];
const PART = `early|mid|late|(?:beginning|start|middle|end|(?:${NTH.join("|")}) (?:half|quarter)) of|anfang|mitte|ende|début|fin`;

/** Return a text whose ranges of days have month and year on both sides. */
export function withMonths(text) {
  const isAnd = (to) => /and|und|et|y/i.test(to);
  const write = (from, before, to, until) => {
    const word = /^(?:between|zwischen|entre)/i.test(before ?? "") ? "between" : "from";
    // Without "between", "17 and 21 March" are two days.
    return isAnd(to) === (word === "between") ? `${word} ${from} ${isAnd(to) ? "and" : "to"} ${until}` : null;
  };
  const inEnglish = (word) => (new RegExp(`^${MONTH}$`, "i").test(word) ? word : monthOf(word));
  const isMonth = (word) => Boolean(inEnglish(word));
  const months = text.replace(BY_MONTHS, (whole, before, one, to, last, year) =>
    (isMonth(one) && isMonth(last) && write(`${inEnglish(one)} ${year}`, before, before ? to : "to", `${inEnglish(last)} ${year}`)) || whole);
  if (!SEVERAL.test(text)) return months;
  const padded = (month) => month.padStart(2, "0");
  return months
    .replace(BY_DAY, (whole, before, one, month, to, other, last, year) => {
      const areMonths = isMonth(last) && (!month || isMonth(month));
      return (areMonths && write(`${one} ${month ?? last} ${year}`, before, to, `${other} ${last} ${year}`)) || whole;
    })
    .replace(BY_MONTH, (whole, before, month, one, to, last, other, year) =>
      write(`${month} ${one} ${year}`, before, to, `${last ?? month} ${other} ${year}`) ?? whole)
    .replace(BY_FIGURES, (whole, before, one, month, to, other, last, year) =>
      write(`${one}.${month ?? last}.${year}`, before, to, `${other}.${last}.${year}`) ?? whole)
    .replace(MONTHS_BY_SIGNS, (_, year, one, last) => ` ${year}-${padded(one)}..${year}-${padded(last)} `)
    .replace(BY_SIGNS, (_, year, month, one, last, other) => ` ${year}年${month}月${one}日..${year}年${last ?? month}月${other}日 `);
}

/** Return which part a word means, and of how many. */
function partOfWord(word) {
  const [, nth, half] = /^(\w+) (half|quarter) /i.exec(word) ?? [];
  const parts = nth ? (/half/i.test(half) ? 2 : 4) : 3;
  if (nth) return [NTH.indexOf(nth.toLowerCase()) || parts, parts];
  return [/^mi/i.test(word) ? 2 : /^(?:l|e[^a]|f)/i.test(word) ? 3 : 1, parts];
}

const HAS_DATE = new RegExp(DATE);
/** What names a period by a date, and the period. */
const weekOfDay = (span) => (span?.first === span?.last ? span && weekOf(span.first) : null);
const IN = "(?<=^|\\s)(?:(?:in|from|during|the|der|die|aus|la)\\s+)*";
const PERIODS = [
  [`${IN}(?:${WEEK}(?:\\s+(?:of|starting|beginning|from|on|the|vom|ab|du|del|dal))*|w/c)\\s+(${DATE})`, weekOfDay],
  [`(${DATE})\\s*[那这当]?一?[周週]的?`, weekOfDay],
  [`${IN}(${NTH.join("|")})\\s+week\\s+(?:of|in)\\s+(${DATE})`, (month, nth) => month && weekOfMonth(month, NTH.indexOf(nth.toLowerCase()))],
  [`${IN}(first|last)\\s+${COUNT}(day|week|month)s\\s+of\\s+(${DATE})`,
    (whole, unit, count, end) => whole && count && edgeOf(whole, end, numberOf(count), unit)],
  [`${IN}(${PART})[\\s-]+(${DATE})`, (whole, part) => whole && partOf(whole, ...partOfWord(part))],
].map(([pattern, spanOfWords]) => [new RegExp(pattern, "gi"), spanOfWords]);

/**
 * Put a week or a part of a month or year in the place of what names it by a date.
 * @param {string} text in which dates have marks
 * @param {(date: string) => import("./calendar.js").Span|null} spanAt
 * @param {(span: import("./calendar.js").Span, whole: string) => string} put
 */
export function replacePeriods(text, spanAt, put) {
  const period = (rest, [pattern, spanOfWords]) =>
    rest.replace(pattern, (whole, ...groups) => {
      const [date, ...words] = groups.slice(0, groups.findIndex((group) => typeof group === "number")).reverse();
      const span = spanOfWords(spanAt(date), ...words);
      return span ? put(span, whole) : whole;
    });
  return HAS_DATE.test(text) ? PERIODS.reduce(period, text) : text;
}
