/** Days as texts such as "2025-03-17", and the spans of years, months, weeks and their parts. Pure. */

export const MONTHS = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];
export const WEEKDAYS = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"];

/** @typedef {{first: string, last: string}} Span days, both included */

/** Return the days of a year, a month or a day, or from a month to another one; null if there is no such day. */
export function spanOf(year, month, day, until) {
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

/** Return a day so many days later. */
export function shifted(day, days) {
  const date = new Date(`${day}T00:00:00Z`);
  date.setUTCDate(date.getUTCDate() + days);
  return date.toISOString().slice(0, 10);
}

/** Return a day so many months earlier. */
export function monthsBefore(day, months) {
  const [year, month, date] = day.split("-").map(Number);
  return new Date(Date.UTC(year, month - 1 - months, date)).toISOString().slice(0, 10);
}

/** Return the week of a day, from Monday. */
export function weekOf(day) {
  const weekday = (new Date(`${day}T00:00:00Z`).getUTCDay() + 6) % 7;
  const first = shifted(day, -weekday);
  return { first, last: shifted(first, 6) };
}

/** Return a week of ISO 8601, which belongs to the year of its Thursday; null if the year has no such week. */
export function numberedWeek(year, number) {
  const { first } = weekOf(shifted(`${year}-01-04`, 7 * (number - 1)));
  return number > 0 && shifted(first, 3).startsWith(year) ? weekOf(first) : null;
}

/** Return the number of a week that begins with a day, such as "2025-W12". */
export function nameOfWeek(monday) {
  const year = shifted(monday, 3).slice(0, 4);
  const days = (Date.parse(monday) - Date.parse(weekOf(`${year}-01-04`).first)) / 86_400_000;
  return `${year}-W${String(days / 7 + 1).padStart(2, "0")}`;
}

/** Return a part of a month or year, such as the first third or the second half; null for other spans. */
export function partOf({ first, last }, part, parts) {
  const [year, month] = first.split("-");
  const isSame = (span) => span.first === first && span.last === last;
  if (isSame(spanOf(year))) return spanOf(year, String((12 / parts) * (part - 1) + 1), undefined, String((12 / parts) * part));
  if (!isSame(spanOf(year, month))) return null;
  const from = (number) => Math.floor((30 / parts) * (number - 1)) + 1;
  const until = part === parts ? last : spanOf(year, month, String(from(part + 1) - 1)).last;
  return { first: spanOf(year, month, String(from(part))).first, last: until };
}

/** Return the first or last days, weeks or months of a span, so many; null if it has no more. */
export function edgeOf({ first, last }, end, count, unit) {
  const days = { day: count, week: 7 * count }[unit.toLowerCase()];
  const later = (day, sign) => (days ? shifted(day, sign * days) : monthsBefore(day, -sign * count));
  const part = /^f/i.test(end) ? { first, last: shifted(later(first, 1), -1) } : { first: later(shifted(last, 1), -1), last };
  return part.first >= first && part.last <= last ? part : null;
}

/** Return the first, second or another week that begins in a month, or with 0 the last that is mostly in it; null for other spans. */
export function weekOfMonth({ first, last }, number) {
  if (first.slice(0, 7) !== last.slice(0, 7) || spanOf(...first.split("-").slice(0, 2)).last !== last) return null;
  return weekOf(number ? shifted(first, 7 * number - 1) : shifted(last, -3));
}
