/** Names of people among plain words: the papers of who has exactly this name come first. */

import { nameKey, personOf, written } from "../index/names.js";
import { wordsOf } from "../index/text.js";
import { markedTerms, rankWords } from "./plain_words.js";
import { TOP } from "./ranking.js";

/** Words of a name. */
const [FEWEST, MOST] = [2, 5];
/** Other words of a query that is no list of names, but a reference or a title. */
const MANY = 5;
/** The field of authors, by its name in the manifest. */
const AUTHORS = "authors";
/** Signs around a name in a list of names, but the dot of an initial. */
const OUTER = /^[^\p{L}\p{N}]+|[^\p{L}\p{N}.]+$/gu;
/** Typographic apostrophes, as in "O’Tarn". */
const CURLED = /[\u2019\u02bc]/g;

/**
 * @typedef {import("../index/index_reader.js").IndexReader} IndexReader
 * @typedef {import("./plain_words.js").Ranking} Ranking
 */

/**
 * Return the runs of words that may be a name, the longest first: each word is one of authors, or a stop word.
 * @param {string} text
 * @param {(word: string) => boolean} isOfAuthor
 * @returns {string[]}
 */
export function possibleNames(text, isOfAuthor) {
  const words = text.split(/\s+/).filter(Boolean);
  const runs = [[]];
  for (const word of words) {
    if (isOfAuthor(word)) runs.at(-1).push(word);
    else if (runs.at(-1).length) runs.push([]);
  }
  const parts = runs.filter(({ length }) => length >= FEWEST).flatMap((run) => {
    if (run.length <= FEWEST) return [run];
    return [run.slice(0, MOST), run.slice(0, FEWEST), run.slice(-FEWEST)];
  });
  return [...new Set(parts.sort((a, b) => b.length - a.length).map((run) => run.join(" ")))];
}

/**
 * Put the papers of a person first whose whole name is in the query; null if it names nobody.
 * @param {IndexReader} index
 * @param {Ranking} ranking
 * @returns {Promise<{ranking: Ranking, authors: import("./authors.js").Found[], words: string}|null>} `words` without the name
 */
export async function namedFirst(index, typed, ranking) {
  const text = typed.replace(CURLED, "'");
  const { stopWords, fields } = index.manifest;
  const [field, forms] = [fields.indexOf(AUTHORS), fields.indexOf("forms")];
  // Of a name with accents, the word without them may be among the forms alone.
  const isAccented = (term) => term.fields[forms] && !term.fields[0] && !term.fields[1];
  const mayBeOfAuthor = ({ exact }) => exact.some((term) => term.fields[field] || isAccented(term));
  const ofAuthors = new Set(ranking.words.filter(mayBeOfAuthor).map(({ word }) => word));
  const isInitial = (word) => /^\p{L}(?: \p{L}){0,2}$/u.test(word);
  const isOfAuthor = (word) => wordsOf(word).every((part) => isInitial(nameKey(part)) || stopWords.has(part) || ofAuthors.has(part));
  const whole = text.trim().split(/\s+/).join(" ");
  const isOneWord = ranking.words.length === 1 && isOfAuthor(whole) && !ranking.words[0].exact.some(({ fields: [title] }) => title);
  for (const name of isOneWord ? [whole] : possibleNames(text, isOfAuthor)) {
    const { name: ofPerson, key, papers: numbers } = await personOf(index, name, name === whole);
    const papers = new Set(numbers);
    if (papers.size) {
      const person = { name: written(ofPerson.replace(OUTER, "")), key, sign: "", papers };
      // Papers with a part of a name alone are of others; those with all of it may have it in another order.
      const found = name === whole ? { ...ranking, papers: ranking.papers.slice(0, ranking.withAllWords) } : ranking;
      const ofName = new Set(wordsOf(name));
      const rest = ranking.words.filter(({ word }) => !ofName.has(word));
      const theirs = rest.length ? rankWords(index, rest) : ranking;
      // A reference names its paper; who else has an author's initial did not write it.
      if (rest.length >= MANY && !theirs.papers.some((paper) => papers.has(paper))) continue;
      const named = withFirst(found, theirs, papers);
      if (name === whole) Object.assign(named, { withAllWords: named.papers.length, suggestion: "" });
      // The name is marked among the authors: its words may be stems of others, as "Li" is of "Lies".
      named.terms = markedTerms(rest);
      return { ranking: named, authors: [person], words: without(text, name) };
    }
  }
  return null;
}

/** Return a query without a name; a blank says that a word before it is finished. */
const without = (text, name) => text.trim().split(/\s+/).join(" ").replace(name, "").trimStart() || text;

/**
 * Put papers of a person first: those that have most of the other words, then the newest.
 * @param {Ranking} ranking
 * @param {{papers: number[], tiers: Uint16Array|null}} theirs the papers by the other words
 * @param {Set<number>} papers
 */
function withFirst(ranking, theirs, papers) {
  const inOrder = theirs.papers.filter((paper) => papers.has(paper));
  const known = new Set(inOrder);
  const others = [...papers].filter((paper) => !known.has(paper)).sort((a, b) => b - a);
  const tiers = ranking.tiers?.slice() ?? null;
  if (tiers) for (const paper of papers) tiers[paper] = TOP | theirs.tiers[paper];
  const rest = ranking.papers.filter((paper) => !papers.has(paper));
  return { ...ranking, papers: [...inOrder, ...others, ...rest], tiers };
}
