/**
 * Lunr's answer from the shards: lunr.Index.query of lunr.js 2.3.9, with weights worked out from counts.
 *
 * Lunr's score is, field by field, the dot product of the query's vector and the paper's, divided by the length of the
 * query's vector alone. Terms that the query lacks do not matter, so the query's own terms are all that is loaded.
 */

import { weight } from "../index/bm25.js";
import { parse, PROHIBITED, QueryError, REQUIRED } from "./language.js";
import { expand } from "./terms.js";

/** Papers of terms that may be gone through for one query. */
const MAX_POSTINGS = 10e6;

/** @typedef {Map<import("../index/index_reader.js").Postings, number>} Vector boosts by term */

/**
 * Return the papers that a query finds.
 * @param {import("../index/index_reader.js").IndexReader} index
 * @param {import("./language.js").Clause[]} clauses at least one
 * @returns {Promise<{scores: Map<number, number>, terms: Set<string>, complete: boolean}>} papers with Lunr's scores;
 *   the terms to mark; whether every term that the clauses mean was looked at
 */
export async function query(index, clauses) {
  const expansions = await Promise.all((await expand(index, clauses)).map((each) => withCounts(index, each)));
  const { vectors, required, prohibited, complete } = combine(clauses, expansions, index.manifest.fields.length);
  const scores = clauses.every(({ presence }) => presence === PROHIBITED)
    ? new Map(Array.from({ length: index.manifest.papers }, (_, paper) => [paper, 0]))
    : await scoresOf(index, vectors);
  for (const paper of scores.keys()) {
    if (prohibited.has(paper) || (required && !required.has(paper))) scores.delete(paper);
  }
  const terms = new Set(vectors.flatMap((vector) => [...vector.keys()].map(({ term }) => term)));
  return { scores, terms, complete: complete && expansions.every((expansion) => expansion.complete) };
}

async function withCounts(index, expansion) {
  return { ...expansion, found: await Promise.all(expansion.found.map((term) => index.withCounts(term))) };
}

/**
 * Combine the clauses' terms.
 * @returns {{vectors: Vector[], required: Set<number>|null, prohibited: Set<number>, complete: boolean}} a vector for
 *   each field; the papers that have all required clauses, null if none is; the papers that have a prohibited clause
 */
function combine(clauses, expansions, fieldCount) {
  const vectors = Array.from({ length: fieldCount }, () => new Map());
  const prohibited = new Set();
  let required = null;
  let left = MAX_POSTINGS;
  clauses.forEach(({ presence, fields, boost }, place) => {
    const papers = presence === PROHIBITED ? prohibited : new Set();
    for (const term of expansions[place].found) {
      left -= term.found;
      if (left < 0) break;
      for (const field of fields) {
        if (presence !== PROHIBITED) vectors[field].set(term, (vectors[field].get(term) ?? 0) + boost);
        if (presence !== PROHIBITED && presence !== REQUIRED) continue;
        for (const paper of term.fields[field]?.papers ?? []) papers.add(paper);
      }
    }
    if (presence !== REQUIRED) return;
    required = required ? new Set([...required].filter((paper) => papers.has(paper))) : papers;
  });
  return { vectors, required, prohibited, complete: left >= 0 };
}

/** @returns {Promise<Map<number, number>>} */
async function scoresOf(index, vectors) {
  const scores = new Map();
  for (const [field, vector] of vectors.entries()) {
    const lengths = vector.size ? await index.lengths(field) : null;
    const magnitude = Math.sqrt([...vector.values()].reduce((sum, boost) => sum + boost * boost, 0));
    const sums = new Map();
    for (const [{ idf, fields }, boost] of vector) {
      const occurrences = fields[field];
      occurrences?.papers.forEach((paper, i) => {
        const value = weight(index.manifest, field, idf, occurrences.counts[i], lengths[paper]);
        sums.set(paper, (sums.get(paper) ?? 0) + boost * value);
      });
    }
    for (const [paper, sum] of sums) scores.set(paper, (scores.get(paper) ?? 0) + (sum / magnitude || 0));
  }
  return scores;
}

/**
 * Answer a text in Lunr's query language.
 * @param {number} maxClauses further ones are ignored
 * @param {boolean} [ofWords] whether words are meant, unlike in Lunr: with and without accents, and beginnings that papers must
 *   have are those of words too, not of stems alone
 * @returns {ReturnType<query>|Promise<null>} null if the text is not in the language
 */
export async function answer(index, text, maxClauses, ofWords = false) {
  let clauses;
  try {
    clauses = parse(text, index.manifest.fields);
  } catch (error) {
    if (error instanceof QueryError) return null;
    throw error;
  }
  const asked = clauses.slice(0, maxClauses).map((clause) => ({ ...clause, ofWords: ofWords && (clause.presence === REQUIRED || !clause.term.includes("*")) }));
  return clauses.length ? query(index, asked) : null;
}
