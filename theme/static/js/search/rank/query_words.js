/** What the words of a query mean in the index: terms that they are, and terms that they may be. */

import { termOf } from "../index/stemmer.js";
import { fold, keyOf } from "../index/text.js";
import { nearest, tolerance } from "./spelling.js";

/** Words that one word may be guessed to mean. */
const MAX_GUESSES = 48;
/** Files of words, and shards of terms, that guesses for a word may come from. */
const MAX_FILES = 12;
/** Sorts after every digit. */
const AFTER_DIGITS = ":";

/** A prefix of a letter or two may begin words in many files, of which few are read. */
const maxFilesFor = (prefix) => Math.min(MAX_FILES, 4 ** (prefix.length - 1));

/**
 * @typedef {import("../index/index_reader.js").IndexReader} IndexReader
 * @typedef {import("../index/index_reader.js").Postings} Postings
 * @typedef {{word: string, exact: Postings[], guesses: Postings[], optional: boolean, spelling?: string}} QueryWord
 *   `exact` are the word's terms; `optional` is true for stop words; `spelling` is the commonest near word, if any
 */

/**
 * Look up a word.
 * @param {IndexReader} index
 * @param {boolean} unfinished whether the word may be the beginning of one
 * @returns {Promise<QueryWord>}
 */
export async function lookUp(index, word, unfinished) {
  const completing = unfinished ? complete(index, word) : [];
  const optional = index.manifest.stopWords.has(word);
  const { exact, longer } = optional ? { exact: [], longer: [] } : await termsOf(index, word);
  const guesses = [...new Set([...longer, ...(await completing)])].filter((term) => !exact.includes(term));
  const queryWord = { word, exact, guesses, optional };
  return exact.length || guesses.length || optional ? queryWord : respell(index, queryWord);
}

/**
 * Look up the terms that are the word, with or without its accents and outer punctuation, and those that continue it
 * with a digit or a sign, as names are remembered without their version. These are sorted next to it.
 * @returns {Promise<{exact: Postings[], longer: Postings[]}>}
 */
export async function termsOf(index, word) {
  const keys = new Set([keyOf(termOf(word)), keyOf(termOf(fold(word) || word))]);
  const entries = await Promise.all([...keys].map((key) => index.termsBetween(key, key + AFTER_DIGITS, 2)));
  const [exact, longer] = [new Set(), new Set()];
  for (const [term, entry] of entries.flat()) {
    const continuesNumber = /\d$/.test(word) && /^\d/.test(entry.key.slice(word.length));
    if (keys.has(entry.key)) exact.add(index.decode(term, entry));
    else if (!continuesNumber) longer.add(index.decode(term, entry));
  }
  return { exact: [...exact], longer: [...longer] };
}

/** Look up the terms of the words that begin with a prefix, the shortest words first. */
async function complete(index, prefix) {
  const folded = fold(prefix);
  if (!folded) return [];
  // Most of these terms are in the same shards, which are fetched meanwhile; a failure shows when they are needed.
  index.prefetchTerms(folded, 2).catch(() => {});
  const words = await index.wordsFrom(folded, maxFilesFor(folded));
  const terms = new Set(words.sort((a, b) => a.length - b.length).map(termOf));
  return (await index.postingsOfAll([...terms].slice(0, MAX_GUESSES), maxFilesFor(folded))).found;
}

/**
 * Add the nearest spellings to a word's guesses.
 * @param {QueryWord} queryWord
 * @returns {Promise<QueryWord>}
 */
export async function respell(index, queryWord) {
  const word = fold(queryWord.word);
  if (!tolerance(word) || queryWord.optional) return queryWord;
  const near = await nearWords(index, word);
  const { found } = await index.postingsOfAll([...new Set(near.map(termOf))], MAX_FILES);
  const guesses = found.filter((term) => !queryWord.exact.includes(term));
  const commonest = guesses.reduce((a, b) => (a && a.found >= b.found ? a : b), null);
  const spelling = commonest && near.find((word) => termOf(word) === commonest.term);
  return { ...queryWord, guesses: [...new Set([...queryWord.guesses, ...guesses])], spelling };
}

/**
 * Return words near to a word: those whose first letter is right, swapped or doubled; else those that contain the word,
 * as the address of a paper's code may; else any.
 */
async function nearWords(index, word) {
  const otherWords = async (prefix) => {
    const words = await index.wordsFrom(prefix);
    return words.map((each) => [fold(each), each]).filter(([folded]) => folded !== word);
  };
  const initials = [...new Set([word[0], word[1]])];
  const near = nearest(word, (await Promise.all(initials.map(otherWords))).flat());
  if (near.length) return near;
  const all = await otherWords("");
  const containing = word.length < 5 ? [] : all.filter(([folded]) => folded.includes(word)).map(([, each]) => each);
  return containing.length ? containing.slice(0, MAX_GUESSES) : nearest(word, all);
}
