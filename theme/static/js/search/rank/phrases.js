/**
 * Phrases in a query: `"chain of thought"` leaves the papers that have these words in this order, with nothing between
 * them; `-"chain of thought"` those that do not; `title:"chain of thought"` those whose title does. `-learning` is the same of one
 * word: it leaves papers with "learn".
 *
 * The index has no positions, and no words of abstracts, but stems. These choose the papers, and the texts that results show decide.
 */

import { UNCUT } from "../index/index_reader.js";
import { keyOf, wordsOf } from "../index/text.js";
import { findAuthors } from "./authors.js";
import { takeConditions } from "./conditions.js";
import { termsOf } from "./query_words.js";

/** A phrase begins after a blank; its end may be missing while it is typed. */
const CLAUSE = /(^|\s)([+-]?)(?:(title|abstract):)?["\u201c\u201d\u201e\u00ab]([^"\u201c\u201d\u00bb]*)(["\u201c\u201d\u00bb]?)/gi;
/** A word that papers shall not have. */
const EXCLUDED = /(^|\s)-(?:(title|abstract):)?([\p{L}\p{N}]+)(?=\s|$)/giu;
/** Phrases that are looked for. */
const MAX_PHRASES = 8;
/** Papers whose texts are read at once, and for one screen. */
const [BATCH, MOST_READ] = [12, 240];

/**
 * @typedef {{words: string[], unfinished: boolean, field: string, not: boolean}} Phrase `field` is empty for title and
 *   abstract; the last word of an unfinished one may be the beginning of a word
 */

/**
 * Take the phrases out of a query.
 * @param {string} text
 * @returns {{phrases: Phrase[], rest: string, words: string}} `rest` without them; `words` with the words of those that
 *   papers must have, in their places
 */
export function takePhrases(text) {
  const phrases = [];
  const take = (withWords) => (whole, before, sign, field = "", inside, end) => {
    const words = foldedWords(inside);
    if (!words.length) return before;
    const not = sign === "-";
    if (withWords) phrases.push({ words, unfinished: !end && !/\s$/.test(inside), field: field.toLowerCase(), not });
    return before + (withWords && !not ? inside : "");
  };
  const words = text.replace(CLAUSE, take(true));
  const rest = text.replace(CLAUSE, take(false));
  return { phrases: phrases.slice(0, MAX_PHRASES), rest: rest.trim(), words };
}

/**
 * Return what was taken of a query with the words that papers shall not have among the phrases, stop words apart; the same if the
 * query is in Lunr's language, or a text.
 * @param {{fields: string[], stopWords: Set<string>}} manifest
 */
export function withExcluded(taken, manifest) {
  const { phrases, rest, words } = taken;
  if (!takeConditions(rest, manifest)) return taken;
  const found = [...rest.matchAll(EXCLUDED)].filter(([, , , word]) => !manifest.stopWords.has(word.toLowerCase()));
  const excluded = found.map(([, , field = "", word]) => ({ words: [keyOf(word.toLowerCase())], unfinished: false, field: field.toLowerCase(), not: true }));
  const without = (text) => text.replace(EXCLUDED, "$1");
  return { phrases: [...phrases, ...excluded].slice(0, MAX_PHRASES), rest: without(rest).trim(), words: without(words) };
}

const foldedWords = (text) => wordsOf(text.replace(/[\u2018\u2019\u02bc]/g, "'")).map(keyOf).filter((word) => /[\p{L}\p{N}]/u.test(word));

/** Return the words of phrases that papers must have as clauses of Lunr's language; stop words are not in its index. */
export function clausesOf(phrases, stopWords) {
  const wanted = phrases.filter(({ not }) => !not);
  return wanted.flatMap(({ words, unfinished, field }) =>
    words
      .filter((word, at) => !stopWords.has(word) && !(unfinished && at === words.length - 1))
      .map((word) => `+${field && `${field}:`}${word.replace(/[\\:~^*+-]/g, "\\$&")}`),
  ).join(" ");
}

/** Return whether words hold a phrase. */
export function holds(words, phrase) {
  const last = phrase.words.length - 1;
  const matches = (word, at) => word === phrase.words[at] || (at === last && phrase.unfinished && word.startsWith(phrase.words[at]));
  for (let start = 0; start + last < words.length; start++) {
    let at = 0;
    while (at <= last && matches(words[start + at], at)) at++;
    if (at > last) return true;
  }
  return false;
}

/** Return whether a paper's title and abstract have what phrases ask for. */
export function passes({ title, abstract }, phrases) {
  const texts = { title: foldedWords(title), abstract: foldedWords(abstract) };
  return phrases.every((phrase) => {
    const searched = phrase.field ? [texts[phrase.field]] : [texts.title, texts.abstract];
    return searched.some((words) => holds(words, phrase)) !== phrase.not;
  });
}

/** Return a test for papers that have each word of the phrases in the index, as far as the ranking looked them up. */
export function wordTest(phrases, queryWords) {
  const wanted = new Set(phrases.filter(({ not }) => !not).flatMap(({ words, unfinished }) => (unfinished ? words.slice(0, -1) : words)));
  const sets = queryWords
    .filter(({ word, optional }) => !optional && wanted.has(keyOf(word)))
    .map(({ exact }) => new Set(exact.flatMap(({ fields }) => fields.flatMap((field) => field?.papers ?? []))));
  return (paper) => sets.every((papers) => papers.has(paper));
}

/** Decides for papers, in the order that they are asked for, whether they have what phrases ask for. */
export class PhraseReader {
  /** @param {import("../index/index_reader.js").IndexReader} index */
  constructor(index, phrases) {
    this.index = index;
    this.phrases = phrases;
    this.verdicts = new Map();
  }

  /** Look up whose names the phrases are, as records have the first authors only, and the papers with stems of excluded words. */
  async open() {
    const names = this.phrases.map(({ words, field }) => ({ name: field || words.length < 2 ? "" : words.join(" "), sign: "" }));
    this.people = (await findAuthors(this.index, names)).map(({ papers }) => papers);
    const isWord = ({ words, not }) => not && words.length === 1 && !this.index.manifest.stopWords.has(words[0]);
    this.stems = await Promise.all(this.phrases.map((phrase) => (isWord(phrase) ? this.papersWith(phrase) : null)));
    return this;
  }

  /**
   * Look up the papers that may have a word, by its stem: `shown` in a text of records, `other` in what these lack, which is also
   * most of abstracts if there are many papers. Names of authors have no stems: "lies" is not "Li".
   */
  async papersWith({ words: [word], field }) {
    const { fields, records } = this.index.manifest;
    const { exact } = await termsOf(this.index, word);
    const inFields = (isIn) => new Set(exact.flatMap((term) => term.fields.flatMap((found, at) => (found && isIn(fields[at], term) ? found.papers : []))));
    const isShown = (name) => name === "title" || (name === "abstract" && records.perFile <= UNCUT);
    const isAsked = (name) => !field || name === field;
    const isOther = (name, { term }) => !isShown(name) && (name !== "authors" || keyOf(term) === word);
    return {
      shown: inFields((name) => isAsked(name) && isShown(name)),
      other: inFields((name, term) => isAsked(name) && isOther(name, term)),
    };
  }

  /** Return whether a paper passes, if this needs no text; undefined otherwise. */
  decided(paper) {
    const excluded = this.stems.filter(Boolean);
    if (excluded.some(({ other }) => other.has(paper))) return false;
    const isOpen = this.stems.some((stem) => !stem) || excluded.some(({ shown }) => shown.has(paper));
    return isOpen ? this.verdicts.get(paper) : true;
  }

  async read(paper) {
    const unnamed = this.phrases.filter((_, place) => !this.people[place].has(paper));
    const isNamed = this.phrases.some(({ not }, place) => not && this.people[place].has(paper));
    const record = await this.index.record(paper);
    // Of a cut abstract the words decide, by which the papers were chosen.
    const decided = record.isCut ? unnamed.filter(({ field, not }) => field === "title" || not) : unnamed;
    this.verdicts.set(paper, !isNamed && passes(record, decided));
  }

  /** Return whether a paper may have what the phrases ask for: true until its text was read, if that decides. */
  mayPass(paper) {
    return this.decided(paper) ?? true;
  }

  /** Return papers to read: those without a verdict before so many that pass. */
  unread(papers, enough) {
    const found = [];
    let passed = 0;
    for (const paper of papers) {
      const verdict = this.decided(paper);
      if (verdict) passed++;
      if (verdict === undefined) found.push(paper);
      if (passed >= enough || found.length >= BATCH) break;
    }
    return found;
  }

  /**
   * Read papers until enough of them pass.
   * @param {number[]} papers in their order
   * @returns {Promise<{papers: number[], atMost: boolean, complete: boolean}>} those that pass, and if there are enough,
   *   those that may: there are `atMost` so many; not `complete` if too many were read without finding enough
   */
  async leave(papers, enough) {
    let [next, left] = [this.unread(papers, enough), MOST_READ];
    for (; next.length && left > 0; left -= next.length, next = this.unread(papers, enough)) {
      await Promise.all(next.map((paper) => this.read(paper)));
    }
    const complete = !next.length;
    const found = papers.filter((paper) => this.decided(paper) ?? complete);
    return { papers: found, atMost: found.some((paper) => this.decided(paper) === undefined), complete };
  }
}
