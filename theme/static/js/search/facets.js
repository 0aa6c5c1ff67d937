/** What filters are counted by: papers by topic and by month. */

/** A one for each of some papers. */
export function mask(papers, count) {
  const marks = new Uint8Array(count);
  for (const paper of papers) marks[paper] = 1;
  return marks;
}

/** The month of a paper: each month is a range of places. */
export function monthFinder(months, places) {
  const monthAt = new Uint16Array(places.length);
  let start = 0;
  months.forEach(([, papers], month) => monthAt.fill(month, start, (start += papers)));
  return (paper) => months[monthAt[places[paper]]][0];
}

/** Values with how often each is there, the last of the alphabet first. */
export function counted(values) {
  const counts = new Map();
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1);
  return [...counts].sort(([a], [b]) => (a < b ? 1 : -1));
}
