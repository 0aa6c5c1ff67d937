/** The terms that a clause of Lunr's language means: its own, those of a wildcard, those within its edits. */

import { fold, keyOf } from "../index/text.js";
import { termOf } from "../index/stemmer.js";
import { MAX_STEPS, withinEdits } from "./edits.js";

/** Shards that the clauses of a query may load together. */
const MAX_SHARDS = 400;
/** Most terms are shorter: with as many edits as letters every term matches, and more only add work. */
const MAX_EDITS = 6;

const AFTER_ALL = "\uffff";

/** @typedef {{found: import("../index/index_reader.js").Postings[], complete: boolean}} Expansion */

/** Return a test for terms that match a pattern, in which each `*` stands for any letters or none. */
export function wildcard(pattern) {
  const [first, ...parts] = pattern.split("*");
  const last = parts.pop();
  return (term) => {
    let at = first.length;
    if (!term.startsWith(first)) return false;
    for (const part of parts) {
      const found = term.indexOf(part, at);
      if (found < 0) return false;
      at = found + part.length;
    }
    return term.length >= at + last.length && term.endsWith(last) && term.length > 0;
  };
}

const isPattern = ({ distance, term }) => distance >= 0 || term.includes("*");
const withSingleStars = (term) => term.replace(/\*+/g, "*");

/**
 * Look up the terms of each clause; equal clauses are looked up once.
 * @param {import("../index/index_reader.js").IndexReader} index
 * @param {import("./language.js").Clause[]} clauses
 * @returns {Promise<Expansion[]>} not complete if a pattern would have needed more than its share of work or shards
 */
export function expand(index, clauses) {
  const share = 1 / Math.max(1, clauses.filter(isPattern).length);
  const termsFrom = memoized(async (prefix) => {
    const words = await Promise.all([index.wordsFrom(prefix), index.writtenFrom(prefix)]);
    return [...new Set(words.flat().map(termOf))].sort();
  });
  const expansions = new Map();
  return Promise.all(
    clauses.map(({ term: raw, stemmed, distance, fields, ofWords }) => {
      const term = stemmed ? termOf(raw) : withSingleStars(raw);
      const isName = fields.length === 1 && index.manifest.fields[fields[0]] === "authors";
      const word = ofWords ? (isName ? raw.toLowerCase() : term) : "";
      const key = `${distance} ${word} ${term}`;
      if (!expansions.has(key)) expansions.set(key, expandOne(index, { term, distance, word }, share, termsFrom));
      return expansions.get(key);
    }),
  );
}

function memoized(work) {
  const results = new Map();
  return (key) => results.get(key) ?? (results.set(key, work(key)), results.get(key));
}

/** @returns {Promise<Expansion>} */
async function expandOne(index, { term, distance, word }, share, termsFrom) {
  const maxShards = Math.max(1, Math.floor(MAX_SHARDS * share));
  if (distance < 0 && !term.includes("*")) {
    const found = word ? await expandKeys(index, term, word) : [await index.postings(term)];
    return { found: found.filter(Boolean), complete: true };
  }
  if (distance < 0 && /^[^*]+\*$/.test(term)) {
    const [begun, ...others] = await Promise.all([
      expandPrefix(index, term.slice(0, -1), maxShards),
      ...(word ? [expandWords(index, term.slice(0, -1), termsFrom, maxShards)] : []),
    ]);
    return { found: [begun, ...others].flatMap(({ found }) => found), complete: begun.complete };
  }
  // Terms are made from the index's words: a term may differ from all its words in its last letter or two.
  const prefix = distance < 0 ? fold(term.split("*")[0]).slice(0, -2) : "";
  const terms = await termsFrom(prefix);
  const matching =
    distance < 0
      ? { terms: terms.filter(wildcard(term)), complete: true }
      : withinEdits(terms, term, Math.min(distance, MAX_EDITS), MAX_STEPS * share);
  const { found, complete } = await index.postingsOfAll(matching.terms, maxShards);
  return { found, complete: matching.complete && complete };
}

/** Look up the terms of a word with and without accents: a name with some has no stem, and so the key of the word. */
async function expandKeys(index, stem, word) {
  const keys = [...new Set([stem, word].map(keyOf))];
  const all = await Promise.all(keys.map((key) => expandRange(index, [key, key], 1, () => true)));
  return [...new Set(all.flatMap(({ found }) => found))];
}

/** @returns {Promise<Expansion>} */
async function expandPrefix(index, prefix, maxShards) {
  const key = fold(prefix);
  return expandRange(index, key ? [key, key + AFTER_ALL] : ["", AFTER_ALL + AFTER_ALL], maxShards, (term) => term.startsWith(prefix));
}

/** @returns {Promise<Expansion>} */
async function expandRange(index, range, maxShards, isMeant) {
  const entries = await index.termsBetween(...range, maxShards);
  return {
    found: entries.filter(([term, { papers }]) => !papers && isMeant(term)).map(([term, entry]) => index.decode(term, entry)),
    complete: index.countShards(...range) <= maxShards,
  };
}

/** Look up the terms of words that begin with a prefix which is longer than their stems: "generati" begins "generation". */
async function expandWords(index, prefix, termsFrom, maxShards) {
  const key = fold(prefix);
  const terms = key ? (await termsFrom(key)).filter((term) => !term.startsWith(prefix)) : [];
  return index.postingsOfAll(terms, maxShards);
}
