/**
 * Dates in a query, which filter by the day that lists a paper: `march 2025`, `before:2025`, `year:2024`, `since May 2025`,
 * `2024..2025`, `from May to July 2025`, `last month`.
 */

import { shifted, spanOf } from "./calendar.js";
import { CLOSE, DATE, MARK, OPEN, replacePeriods, withMonths } from "./periods.js";
import { inEnglish, isWeekday, MONTH, replaceDates } from "./written_dates.js";

const VALUE = "(?:19|20)\\d\\d(?:-\\d\\d?(?:-\\d\\d?)?)?";
const OPERATOR = new RegExp(
  `(^|\\s)(date|year|month|day|on|before|until|to|after|since|from):(${VALUE})(?:(?:\\.{2,3}|…|–)(${VALUE}))?(?=\\s|$)`, "gi",
);
/** What other searches write: "year:>2024", "date >= 2025-03". */
const COMPARED = new RegExp(`(?<=^|\\s)(?:date|year)\\s?:?\\s?([<>]=?|=)\\s?(?=${VALUE}(?:\\s|$))`, "gi");
const COMPARISONS = { ">": "after", ">=": "since", "<": "before", "<=": "until", "=": "date" };
/** A word for a field before a date in words, which may have quotes: `before:June 2024`. */
const SPELT = new RegExp(`(?<=^|\\s)(?:date|month|day|on|(before|until|to|after|since|from)):\\s?(?:"(?=\\s*(?:\\d|${MONTH}\\s))([^"]+)"|(?=${MONTH}\\s\\d|[0-3]?\\d\\s${MONTH}))`, "gi");
/** A day and a month of which either may be the first. */
const EITHER = /^\s*(\d\d?)\/(\d\d?)\/(?:20)?(\d\d)\s*$/;
/** "since May", the last one that the archive has. */
const SINCE = new RegExp(`(?<=(?:^|\\s)since[\\s:])\\s*${MONTH}(?=\\s*$|\\s+\\D)`, "gi");
/** "19.03.25". */
const SHORT = /^(\s*[0-3]?\d([./])[0-3]?\d\2)(\d\d\s*)$/;
const UNKNOWN = new RegExp(`[${OPEN}${CLOSE}]`, "g");
const END = "(?=[\\s,.]|$)";
/** Signs between two dates, which no blank need part from them. */
const DOTS = new RegExp(`(?<=(?:19|20)\\d\\d(?:-\\d\\d){0,2})\\s*(?:\\.{2,3}|[…–—])\\s*(?=(?:19|20)\\d\\d|${MONTH}\\s)`, "gi");
/** An interval of ISO 8601. */
const INTERVAL = /(?<=(?:^|\s)(?:19|20)\d\d-\d\d(?:-\d\d)?)(?:\/|--)(?=(?:19|20)\d\d-\d\d)/g;
const RANGE = new RegExp(`(?<=^|\\s)((?:from|between|v[oa]n|vom|de|du|desde|dal)\\s+)?(${DATE})\\s*(-|\\.\\.|\\s(?:to|until|till|through|and|bis|au?|al|tot)\\s)\\s*(${DATE})${END}`, "gi");
/** Words of other languages before a date. */
const OTHERS = {
  ...{ seit: "since", ab: "since", depuis: "since", desde: "since", sinds: "since", vor: "before", avant: "before" },
  ...{ nach: "after", après: "after", bis: "until", hasta: "until" },
};
const FROM_OR_TO = new RegExp(`(?<=^|\\s)(since|after|before|until|till|${Object.keys(OTHERS).join("|")})\\s+(${DATE})${END}`, "gi");
/** A word before a day, which may be its weekday. */
const WEEKDAY = new RegExp(`([^\\s\\d.,]{2,12})[.,]?\\s+(${MARK})`, "g");
const SINGLE = new RegExp(`(?:(?<=^|\\s)(?:in|on|during|from|of)\\s+)?(${MARK})`, "gi");
/** A longer query is a title or a sentence, which may have "from 2020 to 2025", "before 2020" or "in the last year". */
const MOST_WORDS = 8;
/**
 * A query of days or a week without a year, which begins with a month, a day or the word for a week, or of a month that is no other
 * word and nobody's name.
 */
const DAYS = new RegExp(`^(?=.{4,40}$)(?!.*\\d{3})(?:${MONTH}\\s\\d|(?:the |on |le |am )?[0-3]?\\d\\D|(?:week|wk|kw|woche|semaine|semana|settimana)\\D*\\d|(?:in|last|im)\\s+${MONTH}$|(?:january|february|july|september|october|november|december)$)`, "i");
const MOST_DAYS = 30;
/** "June 24" may be June 2024. */
const MONTH_AND_YEAR = new RegExp(`^${MONTH}\\s(\\d\\d)$`, "i");
/** What is left of "the best papers of March 2025". */
const ALL_PAPERS = /^(?:(?:all|the|top|best|new|of|on|in|from|papers?|articles?|preprints?|论文|論文)\s*)+$/i;
const [FIRST, LAST] = ["0000-00-00", "9999-99-99"];

/** @typedef {import("./calendar.js").Span} Span */

/** Return the days that a word before a date means. */
function byOperator(operator, span) {
  switch (OTHERS[operator.toLowerCase()] ?? operator.toLowerCase()) {
    case "before": return { first: FIRST, last: shifted(span.first, -1) };
    case "until": case "till": case "to": return { first: FIRST, last: span.last };
    case "after": return { first: shifted(span.last, 1), last: LAST };
    case "since": case "from": return { first: span.first, last: LAST };
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
 * @param {string} typed
 * @param {Span} archive its first and last day
 * @param {string} [today]
 * @returns {{span: Span|null, rest: string, others?: Span[]}} null without a date; `others` are meant if the first has no papers
 */
export function takeDates(typed, archive, today = dayOfReader()) {
  const year = archive.last.slice(0, 4);
  const since = typed.replace(SINCE, (month) => `${month} ${spanOf(year, month.trim()).first > archive.last ? year - 1 : year}`);
  const fields = since.replace(COMPARED, (_, sign) => `${COMPARISONS[sign]}:`).replace(SPELT, (_, word, _month, date = "") => (word ? `${word} ${date}` : date));
  const text = fields.replace(SHORT, "$120$3");
  const parts = text.split(QUOTED).map((part, at) => (at % 2 ? { spans: [], rest: part } : new Dates(archive, today).in(part)));
  const spans = parts.flatMap((part) => part.spans);
  if (!spans.length) return lastOfDays(typed, archive, today);
  const first = spans.map((span) => span.first).sort().at(-1);
  const last = spans.map((span) => span.last).sort()[0];
  const rest = parts.map((part) => part.rest).join("").replace(/\s+/g, " ").trim();
  const wasFinished = /\s$/.test(text);
  return { span: { first, last }, rest: ALL_PAPERS.test(rest) ? "" : rest + (wasFinished ? " " : "") };
}

/** Return the forms of a day without a year, with the last years; of a day and a month in either order that which the reader's country has. */
function formsOf(text, year) {
  const [, one, other, ofYear] = EITHER.exec(text) ?? [];
  if (one) {
    const isMonthFirst = new Intl.DateTimeFormat().formatToParts().find(({ type }) => /month|day/.test(type)).type === "month";
    return [`20${ofYear}-${isMonthFirst ? `${one}-${other}` : `${other}-${one}`}`];
  }
  const days = text.replace(/^(?:in|last|im)\s/i, "");
  return DAYS.test(text) ? [year, year - 1].flatMap((each) => [`${days} ${each}`, `${each}年${days}`]) : [];
}

/** Take a query that is a day, a few days, a week or a month without a year for the last that the archive has. */
function lastOfDays(text, archive, today) {
  for (const form of formsOf(text.trim(), Number(archive.last.slice(0, 4)))) {
    const { spans: [span], rest } = new Dates(archive, today).in(form);
    if (span && !rest.trim() && span.first <= archive.last && span.last <= shifted(span.first, MOST_DAYS)) {
      const [, month, ofYear] = MONTH_AND_YEAR.exec(text.trim()) ?? [];
      return { span, rest: "", ...(month && { others: [spanOf(`20${ofYear}`, month)] }) };
    }
  }
  return { span: null, rest: text };
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
    const operators = inEnglish(withMonths(text.replace(UNKNOWN, ""))).replace(OPERATOR, (...match) => this.ofOperator(...match));
    const apart = operators.replace(DOTS, " .. ").replace(INTERVAL, " .. ");
    const mayName = text.trim().split(/\s+/).length <= MOST_WORDS;
    const mark = (date) => `${OPEN}${this.marked.push(date) - 1}${CLOSE}`;
    const spanAt = (date) => (date[0] === OPEN ? this.marked[date.slice(1, -1)].span : mayName ? spanOf(date) : null);
    const markAll = (span, whole) => mark({ span, words: this.written(whole) });
    const dates = replaceDates(apart, this.today, mark, mayName, this.archive);
    const days = dates.replace(WEEKDAY, (whole, word, date) => (isWeekday(word) ? markAll(spanAt(date), whole) : whole));
    const periods = replacePeriods(days, spanAt, markAll);
    const ranges = periods.replace(RANGE, (whole, before, one, between, other) => {
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
    return this.written(text);
  }

  /** Return a text with the dates as they were written. */
  written(text) {
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
