/** Numbers and dates as text. */

import { _, counted, locale } from "../../site/words.js";

const days = new Intl.DateTimeFormat(locale, { day: "numeric", month: "long", year: "numeric", timeZone: "UTC" });
const months = new Intl.DateTimeFormat(locale, { month: "long", timeZone: "UTC" });
const monthsOfYears = new Intl.DateTimeFormat(locale, { month: "long", year: "numeric", timeZone: "UTC" });

export const formatPapers = (count) => counted(count, { one: "{n} paper", other: "{n} papers" });

/** Return a day such as 2025-03-18 as "18 March 2025". */
export const formatDay = (day) => days.format(new Date(`${day}T00:00:00Z`));

/** Return days as "18 March 2025", "March 2025", "2025", "the days up to …" or "… to …". */
export function formatSpan({ first, last }) {
  if (first === last) return formatDay(first);
  if (first.startsWith("0000")) return _("the days up to {day}", { day: formatDay(last) });
  if (last.startsWith("9999")) return _("the days from {day}", { day: formatDay(first) });
  const [year, month] = [first.slice(0, 4), first.slice(0, 7)];
  if (first === `${year}-01-01` && last === `${year}-12-31`) return year;
  const end = new Date(Date.UTC(Number(year), Number(month.slice(5)), 0)).toISOString().slice(0, 10);
  const isMonth = first.endsWith("-01") && last === end;
  return isMonth ? monthOfYear(month) : _("{first} to {last}", { first: formatDay(first), last: formatDay(last) });
}

/** Return a month such as 2025-03 as "March 2025". */
export const monthOfYear = (month) => monthsOfYears.format(new Date(`${month}-01T00:00:00Z`));

/** Return the name of a month such as 2025-03. */
export const monthName = (month) => months.format(new Date(`${month}-01T00:00:00Z`));

/** Return a week such as 2025-W12 as "Week 12, 2025". */
export function weekOfYear(name) {
  const [year, week] = name.split("-W");
  return _("Week {week}, {year}", { week: Number(week), year });
}
