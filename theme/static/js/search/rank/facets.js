/** Filters by topic and time: the papers they leave, and how many each of their values would leave. */

/**
 * @typedef {import("../index/index_reader.js").IndexReader} IndexReader
 * @typedef {{topic?: string, year?: string, month?: string}} Filters `month` with its year, such as 2025-03
 */

/** Return whether filters leave some papers out. */
export const isFiltered = ({ topic, year, month }) => Boolean(topic || year || month);

/** Return a 1 for each of the papers, 0 for others. */
function maskOf(papers, count) {
  const mask = new Uint8Array(count);
  for (const paper of papers) mask[paper] = 1;
  return mask;
}

/** Return a test for papers that have a topic; every paper passes if none is given. */
async function topicTest(index, topic) {
  if (!topic) return () => true;
  const topics = await index.topics();
  const mask = maskOf(topics.find(([name]) => name === topic)?.[1] ?? [], index.manifest.papers);
  return (paper) => mask[paper] === 1;
}

/** Return a test for papers of a year or month; every paper passes if none is given. */
function timeTest(index, { year, month }) {
  const { dayOf } = index.manifest;
  const time = month || year;
  return time ? (paper) => dayOf(paper).startsWith(time) : () => true;
}

/**
 * Return the papers that the filters leave, in their order.
 * @param {IndexReader} index
 * @param {number[]} papers
 * @param {Filters} filters
 */
export async function filterPapers(index, papers, filters) {
  const hasTopic = await topicTest(index, filters.topic);
  const isInTime = timeTest(index, filters);
  return papers.filter((paper) => hasTopic(paper) && isInTime(paper));
}

/** Count how often each value occurs, the greatest value first. */
function countValues(values) {
  const counts = new Map();
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1);
  return [...counts].sort(([a], [b]) => (a < b ? 1 : -1));
}

/**
 * Count for each month and topic the papers that it would leave instead of the one chosen.
 * @param {IndexReader} index
 * @param {number[]} papers
 * @param {Filters} filters
 * @returns {Promise<{months: [string, number][], topics: [string, number][]}>} the newest month first
 */
export async function countFacets(index, papers, filters) {
  const { dayOf, papers: paperCount } = index.manifest;
  const monthOf = (paper) => dayOf(paper).slice(0, 7);
  const hasTopic = await topicTest(index, filters.topic);
  const mask = maskOf(papers.filter(timeTest(index, filters)), paperCount);
  const counts = (await index.topics()).map(([topic, having]) => [
    topic,
    having.reduce((sum, paper) => sum + mask[paper], 0),
  ]);
  return {
    months: countValues(papers.filter(hasTopic).map(monthOf)),
    topics: counts.filter(([topic, count]) => count > 0 || topic === filters.topic),
  };
}
