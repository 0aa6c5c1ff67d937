/** Numbers and dates as text. */

const numbers = new Intl.NumberFormat(document.documentElement.lang || "en");
// The site's pages write dates in English, also on sites in another language.
const days = new Intl.DateTimeFormat("en-GB", { day: "numeric", month: "long", year: "numeric", timeZone: "UTC" });
const months = new Intl.DateTimeFormat("en-GB", { month: "long", timeZone: "UTC" });

export const formatNumber = (value) => numbers.format(value);

export const formatPapers = (count) => `${formatNumber(count)} paper${count === 1 ? "" : "s"}`;

/** Return a day such as 2025-03-18 as "18 March 2025". */
export const formatDay = (day) => days.format(new Date(`${day}T00:00:00Z`));

/** Return days as "18 March 2025", "March 2025", "2025", "the days up to …" or "… to …". */
export function formatSpan({ first, last }) {
  if (first === last) return formatDay(first);
  if (first.startsWith("0000")) return `the days up to ${formatDay(last)}`;
  if (last.startsWith("9999")) return `the days from ${formatDay(first)}`;
  const [year, month] = [first.slice(0, 4), first.slice(0, 7)];
  if (first === `${year}-01-01` && last === `${year}-12-31`) return year;
  const end = new Date(Date.UTC(Number(year), Number(month.slice(5)), 0)).toISOString().slice(0, 10);
  const isMonth = first.endsWith("-01") && last === end;
  return isMonth ? `${monthName(month)} ${year}` : `${formatDay(first)} to ${formatDay(last)}`;
}

/** Return the name of a month such as 2025-03. */
export const monthName = (month) => months.format(new Date(`${month}-01T00:00:00Z`));
