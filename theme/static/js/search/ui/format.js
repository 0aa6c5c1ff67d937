/** Numbers and dates as text. */

const numbers = new Intl.NumberFormat(document.documentElement.lang || "en");
// The site's pages write dates in English, also on sites in another language.
const days = new Intl.DateTimeFormat("en-GB", { day: "numeric", month: "long", year: "numeric", timeZone: "UTC" });
const months = new Intl.DateTimeFormat("en-GB", { month: "long", timeZone: "UTC" });

export const formatNumber = (value) => numbers.format(value);

export const formatPapers = (count) => `${formatNumber(count)} paper${count === 1 ? "" : "s"}`;

/** Return a day such as 2025-03-18 as "18 March 2025". */
export const formatDay = (day) => days.format(new Date(`${day}T00:00:00Z`));

/** Return the name of a month such as 2025-03. */
export const monthName = (month) => months.format(new Date(`${month}-01T00:00:00Z`));
