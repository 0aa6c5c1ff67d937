/**
 * Acronyms that abstracts define, from terms that generator/daybook/search/acronyms.py makes: a query of "MoE" finds
 * "mixture of experts" too, and the other way round.
 */

import { termOf } from "../index/stemmer.js";
import { wordsOf } from "../index/text.js";
import { lookUpTogether, termsOf } from "./query_words.js";
import { writtenTerms } from "./written.js";

/** Papers that have to define an acronym; the share of them that have to agree; the share of all papers at most. */
const [LEAST, AGREEING, MOST] = [2, 0.5, 0.05];

/**
 * @typedef {{term: string, found: number}} Counted a term of the index, and how many papers have it
 * @typedef {{short: string, long: string, typed: "short"|"long"}} Join what a query's words stand for
 */

/**
 * Return the definition that most papers have, if enough agree; those of acronyms in every other paper tell nothing.
 * @param {Counted[]} found
 * @param {(term: string) => string} meaning equal for definitions that differ in a plural
 * @returns {string} a term; empty if there is none
 */
function agreed(found, papers, meaning) {
  const counts = new Map();
  for (const each of found) counts.set(meaning(each.term), (counts.get(meaning(each.term)) ?? 0) + each.found);
  const [best, count] = [...counts].reduce((a, b) => (b[1] > a[1] ? b : a), ["", 0]);
  const total = found.reduce((sum, each) => sum + each.found, 0);
  if (count < LEAST || count < AGREEING * total || count > Math.max(LEAST, MOST * papers)) return "";
  const alike = found.filter(({ term }) => meaning(term) === best);
  return alike.reduce((a, b) => (b.found > a.found ? b : a)).term;
}

/**
 * Return the words that an acronym stands for; none if it is none.
 * @param {string} word
 * @param {Counted[]} near the terms of the index next to the word
 * @returns {string[]}
 */
export function meaningOf(word, near, papers) {
  const start = `${writtenTerms(word).inTitles}is_`;
  const wordsIn = (term) => term.slice(start.length, -1).split("_");
  const stems = (term) => wordsIn(term).map(termOf).join("_");
  const best = agreed(near.filter(({ term }) => term.startsWith(start)), papers, stems);
  return best ? wordsIn(best) : [];
}

/**
 * Return the acronym of words, and how many they are; null if they have none.
 * @param {string[]} words the first of which is next to the terms
 * @param {Counted[]} near
 * @returns {{short: string, length: number}|null}
 */
export function acronymOf(words, near, papers) {
  const stems = words.map(termOf);
  const start = `${stems[0]}_abbr_`;
  const fitting = near.filter(({ term }) => {
    const others = term.startsWith(start) ? term.slice(start.length, -1).split("_").slice(0, -1) : [];
    return others.length && others.every((stem, at) => stem === stems[at + 1]);
  });
  const best = agreed(fitting, papers, (term) => term);
  if (!best) return null;
  const parts = best.slice(start.length, -1).split("_");
  return { short: parts.at(-1), length: parts.length };
}

/** Return the joins that explain why a text is found: it has what a word stands for, and not the word. */
export function reasonsFor(text, joins) {
  const words = wordsOf(text);
  const has = (phrase) => {
    const stems = wordsOf(phrase).map(termOf);
    return words.some((_, start) => stems.every((stem, at) => termOf(words[start + at] ?? "") === stem));
  };
  return joins.filter(({ short, long, typed }) => !has(typed === "short" ? short : long) && has(typed === "short" ? long : short));
}

/** Return a join as a reader sees it, with the letters of the text if this has the acronym: "MoE = mixture of experts". */
export function asReason(text, { short, long }) {
  const asWritten = new RegExp(`(?<![\\p{L}\\p{N}])${short.replace(/[^\p{L}\p{N}]/gu, "\\$&")}s?(?![\\p{L}\\p{N}])`, "iu").exec(text);
  return `${asWritten?.[0] ?? short} = ${long}`;
}

/**
 * Add to the guesses for acronyms what they stand for, and to those for such words their acronym; if a title is told, only to
 * words that are the whole query.
 * @param {string[]} words of the query
 * @param {import("./query_words.js").QueryWord[]} queryWords
 * @param {boolean} isTold whether a title has all words as they are typed
 */
export async function withAcronyms(index, words, queryWords, isTold) {
  const { papers } = index.manifest;
  const added = await Promise.all(queryWords.map(async ({ word, near = [] }) => {
    const meaning = isTold ? [] : meaningOf(word, near, papers);
    if (meaning.length) {
      const together = await lookUpTogether(index, meaning);
      const join = { short: word, long: meaning.join(" "), typed: "short" };
      return together && { of: [word], terms: [{ ...together, isPhrase: true }], join };
    }
    const rest = words.slice(words.indexOf(word));
    const found = acronymOf(rest, near, papers);
    if (!found || (isTold && found.length < words.length)) return null;
    const of = rest.slice(0, found.length);
    const { exact } = await termsOf(index, found.short);
    return { of, terms: exact, join: { short: found.short, long: of.join(" "), typed: "long" } };
  }));
  const known = added.filter(Boolean);
  return !known.length ? queryWords : queryWords.map((queryWord) => {
    const own = known.filter(({ of }) => of.includes(queryWord.word));
    const terms = own.flatMap((each) => each.terms).filter((term) => !queryWord.exact.includes(term));
    return own.length ? { ...queryWord, guesses: [...queryWord.guesses, ...terms], joins: own.map(({ join }) => join) } : queryWord;
  });
}
