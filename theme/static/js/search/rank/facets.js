/** Filters by topic, author and time: the papers they leave, and how many each of their values would leave. */

import { nameKey, personOf } from "../index/names.js";

/** Topics that are counted: those of most papers in the archive, and the chosen ones. */
const COUNTED = 100;

/**
 * @typedef {import("../index/index_reader.js").IndexReader} IndexReader
 * @typedef {import("../index/index_reader.js").Topic} Topic
 * @typedef {{kind: "topic"|"author"|"year"|"month", value: string, not: boolean}} Filter a topic is given by its slug, a
 *   month with its year, such as 2025-03; `not` leaves out the papers that have it
 * @typedef {(paper: number) => boolean} Test
 */

/** Return whether filters leave some papers out. */
export const isFiltered = ({ filters = [] }) => filters.length > 0;

const ofKind = (filters, ...kinds) => filters.filter(({ kind }) => kinds.includes(kind));

/** Return a test for some papers out of so many. */
function testOf(papers, count) {
  const mask = new Uint8Array(count);
  for (const paper of papers) mask[paper] = 1;
  return (paper) => mask[paper] === 1;
}

const folded = (text) => nameKey(text).replaceAll(" ", "");

/** Return the topic of a slug, or else of a name or acronym, however it is written. */
export function findTopic(topics, text) {
  const wanted = folded(text);
  const isNamed = ({ name, short }) => [name, short].some((known) => known && folded(known) === wanted);
  return topics.find(({ slug }) => slug === text) ?? (wanted ? topics.find(isNamed) : undefined);
}

async function papersWith(index, { kind, value }) {
  if (kind === "author") return (await personOf(index, value)).papers;
  const topic = findTopic(await index.topics(), value);
  return topic ? index.papersOfTopic(topic) : [];
}

/** Return tests, one for each topic or author, that all papers pass which the filters leave. */
async function testsOf(index, filters) {
  const found = ofKind(filters, "topic", "author").map(async (filter) => {
    const has = testOf(await papersWith(index, filter), index.manifest.papers);
    return filter.not ? (paper) => !has(paper) : has;
  });
  return Promise.all(found);
}

/** Return a test for papers of one of the chosen years or months; of a year with chosen months, these alone count. */
export function timeTest(filters, dayOf) {
  const times = ofKind(filters, "year", "month");
  const months = ofKind(times, "month").filter(({ not }) => !not).map(({ value }) => value);
  const years = ofKind(times, "year").filter(({ not }) => !not).map(({ value }) => value);
  const wanted = [...months, ...years.filter((year) => !months.some((month) => month.startsWith(year)))];
  const unwanted = times.filter(({ not }) => not).map(({ value }) => value);
  const isIn = (day) => (time) => day.startsWith(time);
  return (paper) => {
    const day = dayOf(paper);
    return (!wanted.length || wanted.some(isIn(day))) && !unwanted.some(isIn(day));
  };
}

/**
 * Return the papers that the filters leave, in their order: those of all chosen topics and authors, and of one of the
 * chosen years or months.
 * @param {IndexReader} index
 * @param {number[]} papers
 * @param {Filter[]} filters
 */
export async function filterPapers(index, papers, filters) {
  const tests = await testsOf(index, filters);
  if (ofKind(filters, "year", "month").length) tests.push(timeTest(filters, (await index.days()).dayOf));
  return papers.filter((paper) => tests.every((test) => test(paper)));
}

/**
 * Leave the papers of a ranking that filters and a span of days leave; of two spans the first with papers.
 * @param {IndexReader} index
 * @param {import("./plain_words.js").Ranking} ranking
 * @param {Filter[]} filters
 * @param {(import("./calendar.js").Span|null)[]} spans
 * @returns {Promise<{ranking: import("./plain_words.js").Ranking, span: import("./calendar.js").Span|null}>}
 */
export async function leaveWithin(index, ranking, filters, [span, ...others]) {
  const { dayOf } = span ? await index.days() : {};
  const left = new Set(await filterPapers(index, ranking.papers, filters));
  const isLeft = (paper) => left.has(paper) && (!span || (span.first <= dayOf(paper) && dayOf(paper) <= span.last));
  const papers = ranking.papers.filter(isLeft);
  if (!papers.length && others.length) return leaveWithin(index, ranking, filters, others);
  const withAllWords = ranking.papers.slice(0, ranking.withAllWords).filter(isLeft).length;
  return { ranking: { ...ranking, papers, withAllWords }, span };
}

/** Count the papers of each month of the archive, the newest first; also those without any, so that no line moves. */
function countMonths(papers, { months, dayOf }) {
  const counts = new Map(months.map(([month]) => [month, 0]));
  for (const paper of papers) counts.set(dayOf(paper).slice(0, 7), counts.get(dayOf(paper).slice(0, 7)) + 1);
  return [...counts].sort(([a], [b]) => (a < b ? 1 : -1));
}

/**
 * Count for each month the papers that it would leave instead of those chosen, and for each topic those that it would
 * leave beside those chosen.
 * @param {IndexReader} index
 * @param {number[]} papers
 * @param {Filter[]} filters
 * @param {boolean} withTopics whether to fetch and count topics
 * @returns {Promise<{months: [string, number][], topics: [Topic, number][]|null}>} the newest month first, the topic of
 *   most of the papers first; null without topics
 */
export async function countFacets(index, papers, filters, withTopics) {
  const days = await index.days();
  const tests = await testsOf(index, filters);
  const left = papers.filter((paper) => tests.every((test) => test(paper)));
  const months = countMonths(left, days);
  if (!withTopics) return { months, topics: null };
  const isLeft = testOf(left.filter(timeTest(filters, days.dayOf)), index.manifest.papers);
  const topics = await index.topics();
  const chosen = new Set(ofKind(filters, "topic").map(({ value }) => findTopic(topics, value)));
  const counted = topics.filter((topic, place) => place < COUNTED || chosen.has(topic));
  const counts = await Promise.all(
    counted.map(async (topic) => [topic, (await index.papersOfTopic(topic)).filter(isLeft).length]),
  );
  const shown = counts.filter(([topic, count]) => count > 0 || chosen.has(topic));
  return { months, topics: shown.sort(([, one], [, other]) => other - one) };
}

/** Return the names of the topics among filters, by the text that gives each; those without a topic are left out. */
export async function namesOfTopics(index, filters) {
  const asked = ofKind(filters, "topic");
  const topics = asked.length ? await index.topics() : [];
  const found = asked.map(({ value }) => [value, findTopic(topics, value)?.name]);
  return Object.fromEntries(found.filter(([, name]) => name));
}
