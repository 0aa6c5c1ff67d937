/** Topics in a query: `topic:agents`, `topic:"mixture of experts"` and `-topic:agents` filter by the topics that have pages. */

import { findTopic } from "./facets.js";

const CLAUSE = /(^|\s)([+-]?)topic:(?:["\u201c\u201d]([^"\u201c\u201d]*)["\u201c\u201d]?|(\S+))/gi;

/**
 * Take the topics out of a query. One that the archive lacks stays, as a tag or keyword may have this name.
 * @param {import("../index/index_reader.js").IndexReader} index
 * @param {string} text
 * @returns {Promise<{filters: import("./facets.js").Filter[], rest: string}>}
 */
export async function takeTopics(index, text) {
  CLAUSE.lastIndex = 0;
  if (!CLAUSE.test(text)) return { filters: [], rest: text };
  const topics = await index.topics();
  const filters = [];
  const rest = text.replace(CLAUSE, (whole, before, sign, quoted, word) => {
    const topic = findTopic(topics, quoted ?? word);
    if (!topic) return `${before}${sign}tags:${(quoted ?? word).trim().replace(/\s+/g, ` ${sign}tags:`)}`;
    filters.push({ kind: "topic", value: topic.slug, not: sign === "-" });
    return before;
  });
  return { filters, rest: filters.length ? rest.replace(/\s+/g, " ").trim() : rest };
}
