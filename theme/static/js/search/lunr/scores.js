/**
 * Lunr's own answer over the shards: lunr.Index.query of lunr.js 2.3.9, with weights made from counts.
 *
 * Lunr's score is the dot product of the query's vector and the paper's, over the length of the query's
 * alone, field by field: terms the query lacks never matter, so an index of the query's terms is enough.
 */

import { weight } from "../index/archive.js";
import { parse, PROHIBITED, QueryError, REQUIRED } from "./language.js";
import { MOST_STEPS, near, wildcard } from "./terms.js";
import { fold, termOf } from "../index/text.js";

/** Shards the words of a query may ask for together; beyond, the answer says that it is not whole. */
const MOST_SHARDS = 400;
/** Papers of terms that may be gone through for one query, likewise. */
const MOST_POSTINGS = 10e6;
/** More edits than letters in most terms find every term: the same as none at all, but for the work. */
const MOST_EDITS = 6;

const oneStar = (term) => term.replace(/\*+/g, "*");

/** A function that remembers what it gave. */
function once(work) {
  const known = new Map();
  return (key) => known.get(key) ?? (known.set(key, work(key)), known.get(key));
}

const isPattern = (clause) => clause.distance >= 0 || clause.term.includes("*");

/** The index's terms that a clause means; `whole` is false where there would have been too many for its share. */
async function expand(archive, clause, share, termsFrom) {
  const term = clause.stemmed ? termOf(clause.term) : oneStar(clause.term);
  const shards = Math.max(1, Math.floor(MOST_SHARDS * share));
  if (clause.distance < 0 && !term.includes("*")) {
    const found = await archive.term(term);
    return { found: found ? [found] : [], whole: true };
  }
  if (clause.distance < 0 && /^[^*]+\*+$/.test(term)) return beginning(archive, term.replace(/\*+$/, ""), shards);
  // The words give the terms: a letter or two before its end a term may differ from all its words.
  const prefix = clause.distance < 0 ? fold(term.split("*")[0]).slice(0, -2) : "";
  const terms = await termsFrom(prefix);
  const { terms: meant, whole } =
    clause.distance < 0
      ? { terms: terms.filter(wildcard(term)), whole: true }
      : near(terms, term, Math.min(clause.distance, MOST_EDITS), MOST_STEPS * share);
  const found = await archive.terms(meant, shards);
  return { found: found.terms, whole: whole && found.whole };
}

async function beginning(archive, prefix, shards) {
  const key = fold(prefix);
  const range = key ? [key, key + "\uffff"] : ["", "\uffff\uffff"];
  const entries = await archive.termsBetween(...range, shards);
  const found = entries.filter(([term]) => term.startsWith(prefix));
  return {
    found: found.map(([term, entry]) => archive.decoded(term, entry)),
    whole: archive.shardsBetween(...range) <= shards,
  };
}

/**
 * @param {import("../index/archive.js").Archive} archive
 * @param {import("./language.js").Clause[]} clauses at least one
 * @returns {Promise<{scores: Map<number, number>, terms: Set<string>, whole: boolean}>} papers with Lunr's
 *   scores; the terms that may be marked; whether every term meant was looked at
 */
export async function query(archive, clauses) {
  const { fields, papers } = archive.manifest;
  const share = 1 / Math.max(1, clauses.filter(isPattern).length);
  const termsFrom = once(async (prefix) => [...new Set((await archive.wordsFrom(prefix)).map(termOf))].sort());
  const expanded = new Map();
  for (const clause of clauses) {
    const key = `${clause.stemmed} ${clause.distance} ${clause.stemmed ? clause.term : oneStar(clause.term)}`;
    if (!expanded.has(key)) expanded.set(key, expand(archive, clause, share, termsFrom));
    clause.meant = expanded.get(key);
  }
  const meant = await Promise.all(clauses.map((clause) => clause.meant));
  let left = MOST_POSTINGS;
  const vectors = fields.map(() => new Map());
  let required = null;
  const prohibited = new Set();
  clauses.forEach((clause, place) => {
    const matches = new Set();
    for (const term of meant[place].found) {
      left -= term.found;
      if (left < 0) break;
      for (const field of clause.fields) {
        if (clause.presence !== PROHIBITED) {
          vectors[field].set(term, (vectors[field].get(term) ?? 0) + clause.boost);
        }
        const set = clause.presence === PROHIBITED ? prohibited : matches;
        if (clause.presence !== PROHIBITED && clause.presence !== REQUIRED) continue;
        for (const paper of term.fields[field]?.papers ?? []) set.add(paper);
      }
    }
    if (clause.presence === REQUIRED) {
      required = required ? new Set([...required].filter((paper) => matches.has(paper))) : matches;
    }
  });
  const scores = clauses.every((clause) => clause.presence === PROHIBITED)
    ? new Map(Array.from({ length: papers }, (_, paper) => [paper, 0]))
    : await scored(archive, vectors);
  for (const paper of scores.keys()) {
    if (prohibited.has(paper) || (required && !required.has(paper))) scores.delete(paper);
  }
  const terms = new Set(vectors.flatMap((vector) => [...vector.keys()].map((term) => term.term)));
  return { scores, terms, whole: left >= 0 && meant.every((each) => each.whole) };
}

async function scored(archive, vectors) {
  const { averages, boosts } = archive.manifest;
  const scores = new Map();
  for (const [field, vector] of vectors.entries()) {
    const lengths = vector.size ? await archive.lengths(field) : null;
    const magnitude = Math.sqrt([...vector.values()].reduce((sum, boost) => sum + boost * boost, 0));
    const sums = new Map();
    for (const [term, boost] of vector) {
      const found = term.fields[field];
      found?.papers.forEach((paper, i) => {
        const value = weight(term.rarity, found.counts[i], lengths[paper], averages[field], boosts[field], archive.manifest);
        sums.set(paper, (sums.get(paper) ?? 0) + boost * value);
      });
    }
    for (const [paper, sum] of sums) scores.set(paper, (scores.get(paper) ?? 0) + (sum / magnitude || 0));
  }
  return scores;
}


/**
 * The answer to a text in Lunr's query language, or null where it is not in it.
 * @param {number} most clauses looked at
 */
export async function answer(archive, text, most) {
  let clauses;
  try {
    clauses = parse(text, archive.manifest.fields);
  } catch (error) {
    if (error instanceof QueryError) return null;
    throw error;
  }
  return clauses.length ? query(archive, clauses.slice(0, most)) : null;
}
