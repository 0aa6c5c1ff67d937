/**
 * Dates in a query, which filter by the day that lists a paper: `march 2025`, `before:2025`, `year:2024`, `since May 2025`,
 * `2024..2025`, `from May to July 2025`, `last month`.
 */

import { inEnglish, MONTH, replaceDates, shifted, spanOf, YEAR } from "./written_dates.js";

const VALUE = "(?:19|20)\\d\\d(?:-\\d\\d?(?:-\\d\\d?)?)?";
const OPERATOR = new RegExp(
  `(^|\\s)(date|year|month|day|on|before|until|after|since):(${VALUE})(?:(?:\\.{2,3}|…|–)(${VALUE}))?(?=\\s|$)`, "gi",
);
/** Around the number of a date that was found; no keyboard has them. */
const [OPEN, CLOSE] = ["\ue000", "\ue001"];
const MARK = `${OPEN}\\d+${CLOSE}`;
const UNKNOWN = new RegExp(`[${OPEN}${CLOSE}]`, "g");
const DATE = `(${MARK}|(?:19|20)\\d\\d)`;
const END = "(?=[\\s,.]|$)";
/** Signs between two dates, which no blank need part from them. */
const DOTS = new RegExp(`(?<=(?:19|20)\\d\\d(?:-\\d\\d){0,2})\\s*(?:\\.{2,3}|[…–—])\\s*(?=(?:19|20)\\d\\d|${MONTH}\\s)`, "gi");
/** "May to July 2025". */
const MONTHS_OF_YEAR = new RegExp(`(?<=^|\\s)${MONTH}\\s*(?:[-–—]|\\.{2,3}|\\s(?:to|until|till|through|and)\\s)\\s*${MONTH}\\s+${YEAR}${END}`, "gi");
const RANGE = new RegExp(`(?<=^|\\s)(from\\s+|between\\s+)?${DATE}\\s*(-|\\.\\.|\\s(?:to|until|till|through|and)\\s)\\s*${DATE}${END}`, "gi");
const FROM_OR_TO = new RegExp(`(?<=^|\\s)(since|after|before|until|till)\\s+${DATE}${END}`, "gi");
const SINGLE = new RegExp(`(?:(?<=^|\\s)(?:in|on|during|from|of)\\s+)?(${MARK})`, "gi");
/** A longer query is a title or a sentence, which may have "from 2020 to 2025", "before 2020" or "in the last year". */
const MOST_WORDS = 8;
const [FIRST, LAST] = ["0000-00-00", "9999-99-99"];

/** @typedef {import("./written_dates.js").Span} Span */

/** Return the days that a word before a date means. */
function byOperator(operator, span) {
  switch (operator.toLowerCase()) {
    case "before": return { first: FIRST, last: shifted(span.first, -1) };
    case "until": case "till": return { first: FIRST, last: span.last };
    case "after": return { first: shifted(span.last, 1), last: LAST };
    case "since": return { first: span.first, last: LAST };
    default: return span;
  }
}

/** What quotes hold is meant as it is written; their end may be missing while it is typed. */
const QUOTED = /(["\u201c\u201d\u201e\u00ab][^"\u201c\u201d\u00bb]*["\u201c\u201d\u00bb]?)/;

/** Return the day at the reader's place. */
function dayOfReader() {
  const now = new Date();
  return new Date(Date.UTC(now.getFullYear(), now.getMonth(), now.getDate())).toISOString().slice(0, 10);
}

/**
 * Take the dates out of a query, but those in quotes. A written date of which the archive has no day stays, as it may be
 * part of a title.
 * @param {string} text
 * @param {Span} archive its first and last day
 * @param {string} [today]
 * @returns {{span: Span|null, rest: string}} null without a date
 */
export function takeDates(text, archive, today = dayOfReader()) {
  const parts = text.split(QUOTED).map((part, at) => (at % 2 ? { spans: [], rest: part } : new Dates(archive, today).in(part)));
  const spans = parts.flatMap((part) => part.spans);
  if (!spans.length) return { span: null, rest: text };
  const first = spans.map((span) => span.first).sort().at(-1);
  const last = spans.map((span) => span.last).sort()[0];
  const rest = parts.map((part) => part.rest).join("");
  const wasFinished = /\s$/.test(text);
  return { span: { first, last }, rest: rest.replace(/\s+/g, " ").trim() + (wasFinished ? " " : "") };
}

/** The dates of a text without quotes. */
class Dates {
  constructor(archive, today) {
    this.archive = archive;
    this.today = today;
    this.spans = [];
    /** The dates by the numbers in their marks. */
    this.marked = [];
  }

  /** @returns {{spans: Span[], rest: string}} the days that are asked for, and the text without them */
  in(text) {
    const operators = inEnglish(text.replace(UNKNOWN, "")).replace(OPERATOR, (...match) => this.ofOperator(...match));
    const apart = operators.replace(MONTHS_OF_YEAR, "$1 $3 to $2 $3").replace(DOTS, " .. ");
    const mayName = text.trim().split(/\s+/).length <= MOST_WORDS;
    const marked = replaceDates(apart, this.today, (date) => `${OPEN}${this.marked.push(date) - 1}${CLOSE}`, mayName);
    const spanAt = (date) => (date[0] === OPEN ? this.marked[date.slice(1, -1)].span : mayName ? spanOf(date) : null);
    const ranges = marked.replace(RANGE, (whole, before, one, between, other) => {
      const [from, to] = [spanAt(one), spanAt(other)];
      const isRange = from && to && from.first <= to.last && (/and/i.test(between) === /^between/i.test(before ?? ""));
      return isRange ? this.took({ first: from.first, last: to.last }, whole) : whole;
    });
    const open = ranges.replace(FROM_OR_TO, (whole, word, date) => {
      const span = spanAt(date);
      return span ? this.took(byOperator(word, span), whole) : whole;
    });
    return { spans: this.spans, rest: open.replace(SINGLE, (whole, date) => this.took(spanAt(date), whole)) };
  }

  /** Take the days that a text means if the archive has some of them; else return the text with the dates as they were. */
  took(span, text) {
    if (span.last >= this.archive.first && span.first <= this.archive.last) return this.spans.push(span) && "";
    return text.replace(new RegExp(MARK, "g"), (mark) => this.marked[mark.slice(1, -1)].words);
  }

  ofOperator(whole, before, operator, value, until) {
    const span = spanOf(...value.split("-"));
    const end = until ? spanOf(...until.split("-")) : span;
    if (!span || !end) return whole;
    this.spans.push(byOperator(operator, { first: span.first, last: end.last }));
    return before;
  }
}
