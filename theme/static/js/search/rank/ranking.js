/**
 * Orders papers for plain words. Pure: query_words.js looks the words up.
 *
 * Lunr joins words with OR, so four words of an abstract seldom find their paper. The rules here, with their reasons:
 *
 * 1. A title of exactly these words comes first, then a name ("MaTVLM" before the colon of a title) of exactly these:
 *    whoever types one wants that paper, even if others repeat the word more often.
 * 2. Papers with all words come before papers with fewer. Those with fewer, down to half of the words, follow only if
 *    the former do not fill a screen: one word may be wrong, but two of three rarely are. Of five words or more, which
 *    are somebody's summary, the rare ones say more than how many there are: such papers are ordered by their score
 *    times the share of the words. In their scores a title counts as an abstract does, unless it has most of the words:
 *    summaries are of the contents.
 * 3. A word means its term. It may also mean itself with a digit or sign after it ("Qwen2.5" is remembered as "qwen"),
 *    the words it begins (the last word only, as it may be unfinished), and close spellings (only if the index lacks
 *    the word, if no paper has all words, or if no title has the word and some have all others).
 * 4. Titles with all words come before words here and there, as titles are what people remember. The shorter of such
 *    titles comes first: the fewer other words it has, the likelier it is the one remembered.
 *    Before that come titles with the letters of the words and not only their stems; hyphens do not matter, but if all
 *    else is equal. A year is in a title if it is that of the paper's day.
 *    For one word, alone or with a year, titles of which it tells the most come before shorter ones: a reader who has kept
 *    one word of a title has kept that one.
 * 5. Then Lunr's score. A guess weighs half a typed word, and all guesses for a word count as one word, as common as
 *    they are together, or the rarest guess would win.
 * 6. Then the newer day.
 * 7. The texts of the first screen are fetched anyway, in two parts. In each, papers that rules 1, 2 and 4 rank equal
 *    are ordered by these texts (first_screen.js).
 */

import { idf, weight } from "../index/bm25.js";
import { asLength } from "../index/decoding.js";

/** Results on a screen. */
export const SCREEN_SIZE = 10;
/** Words of a long query, of which some may be wrong. */
const LONG = 5;
/** The title's place among the fields. */
const TITLE = 0;
/** Added to a tier, it is above all others. */
export const TOP = 0x8000;
/** Weight of a guess, as a share of a typed word's. */
const GUESS_WEIGHT = 0.5;

/**
 * @typedef {import("../index/index_reader.js").Postings} Postings
 * @typedef {{exact: Postings[], guesses: Postings[], typed: Set<number>, joined?: Set<number>, isJoined?: boolean}} QueryWord terms
 *   that a word means, and terms that it may mean; papers whose titles have its letters, and those whose titles have it joined or
 *   parted; whether it joins other words of the query
 * @typedef {{papers: number, averages: number[], boosts: number[], b: number, k1: number}} Statistics
 *   the manifest
 */

/** Return whether a tier is that of a title or name of exactly the words of a query. */
export const isExact = (tier, words) => tier >= 2 * (words + 1);

/** Return the idf of several terms taken as one. */
function combinedIdf(terms, papers) {
  if (terms.length === 1) return terms[0].idf;
  return idf(Math.min(papers, terms.reduce((sum, { found }) => sum + found, 0)), papers);
}

const termsOf = ({ exact, guesses }) => exact.concat(guesses);
const isYear = ({ exact }) => exact.some((term) => term.isYear);

/** Count for each paper the query words that it has, in any field. */
function countWords(queryWords, papers) {
  const counts = new Uint8Array(papers);
  const lastCounted = new Uint8Array(papers);
  queryWords.forEach((queryWord, place) => {
    for (const { fields } of termsOf(queryWord)) {
      for (const occurrences of fields) {
        for (const paper of occurrences?.papers ?? []) {
          if (lastCounted[paper] === place + 1) continue;
          lastCounted[paper] = place + 1;
          counts[paper]++;
        }
      }
    }
  });
  return counts;
}

/** Add one for each paper that has any of the terms in its title. */
function countInTitles(terms, counts) {
  const seen = terms.length > 1 ? new Uint8Array(counts.length) : null;
  for (const term of terms) {
    for (const paper of term.fields[TITLE]?.papers ?? []) {
      if (seen?.[paper]) continue;
      if (seen) seen[paper] = 1;
      counts[paper]++;
    }
  }
}

/** Return a term of how titles write a word, which the field of forms has, as one of titles. */
const asTitle = (term) => ({ ...term, fields: [term.fields.find(Boolean)] });

/** Return the papers of whose titles a word tells the most, as no other of their words is in fewer titles. */
function tellingIn({ exact, inTitles = [] }) {
  const terms = [...exact, ...inTitles.map(asTitle)];
  // Of a word of one title the index does not say it.
  const ofOne = terms.map(({ fields }) => fields[TITLE]?.papers ?? []).filter(({ length }) => length === 1);
  return new Set([...terms.map(({ telling = [] }) => telling), ...ofOne].flat());
}

const withLetters = ({ typed, joined }) => (joined?.size ? new Set([...typed, ...joined]) : typed);

/**
 * Count for each paper of a tier the words of which its title, or its name, has the letters and not only the stem, and those
 * that it has as one word where the query does.
 */
function countTyped(queryWords, tiers) {
  const [letters, words] = [new Uint8Array(tiers.length), new Uint8Array(tiers.length)];
  for (const { typed, joined } of queryWords) {
    for (const paper of typed) if (tiers[paper]) words[paper]++;
    for (const paper of withLetters({ typed, joined })) if (tiers[paper]) letters[paper]++;
  }
  return { letters, words };
}

/** Count for each paper the words that its title has; a year that is that of its day counts too, unless it is all. */
function countPlaced(queryWords, papers) {
  const counts = new Uint8Array(papers);
  for (const queryWord of queryWords) {
    const terms = termsOf(queryWord).filter(({ isStem }) => !isStem);
    const ofYear = queryWords.length > 1 && terms.find(({ isYear }) => isYear);
    const inYear = ofYear && asTitle(ofYear);
    countInTitles([...terms, ...(inYear ? [inYear] : []), ...(queryWord.inTitles ?? []).map(asTitle)], counts);
  }
  return counts;
}

/**
 * Return a function that gives 2 for a paper with a title of exactly the query's words, 1 for such a name, else 0. Both have
 * their letters: "LiFT" is not "lifting".
 */
function exactness(queryWords, titleLengths) {
  const queryWordsInTitle = new Uint8Array(titleLengths.length);
  const wordsInTitle = new Uint32Array(titleLengths.length);
  const wordsTyped = new Uint8Array(titleLengths.length);
  const wordsInName = new Map();
  const counted = new Set();
  for (const queryWord of queryWords) {
    const { exact, guesses, typed } = queryWord;
    countInTitles(exact, queryWordsInTitle);
    for (const paper of withLetters(queryWord)) wordsTyped[paper]++;
    const named = new Set();
    // A word that the archive lacks stands for its spellings.
    for (const { term, names, fields } of exact.length ? exact : guesses) {
      const title = fields[TITLE];
      // A term that joins two words is one word of the title.
      if (!counted.has(term)) title?.papers.forEach((paper, i) => (wordsInTitle[paper] += title.counts[i]));
      counted.add(term);
      names.papers.forEach((paper, i) => names.counts[i] === queryWords.length && typed.has(paper) && named.add(paper));
    }
    for (const paper of named) wordsInName.set(paper, (wordsInName.get(paper) ?? 0) + 1);
  }
  const all = queryWords.length;
  return (paper) => {
    const hasAll = queryWordsInTitle[paper] === all && wordsTyped[paper] === all;
    if (hasAll && asLength(wordsInTitle[paper]) === titleLengths[paper]) return 2;
    return wordsInName.get(paper) === all ? 1 : 0;
  };
}

/**
 * Return each wanted paper's weight for the best of the terms, summed over fields; 0 for other papers.
 * @param {Uint8Array} wanted 1 for each wanted paper
 * @param {(paper: number) => boolean} isByTitle whether words in the paper's title count for more than others
 */
function weightsOf(terms, lengths, statistics, wanted, isByTitle) {
  const weights = new Float64Array(statistics.papers);
  if (!terms.length) return weights;
  const rarity = combinedIdf(terms, statistics.papers);
  for (let field = 0; field < statistics.boosts.length; field++) {
    // A single term needs no maximum: its weights are added at once.
    const best = terms.length > 1 ? new Map() : null;
    for (const term of terms) {
      const occurrences = term.fields[field];
      for (let i = 0; i < (occurrences?.papers.length ?? 0); i++) {
        const paper = occurrences.papers[i];
        if (!wanted[paper]) continue;
        const length = lengths[field]?.[paper] || statistics.averages[field];
        const inField = weight(statistics, field, rarity, occurrences.counts[i], length);
        const value = field === TITLE && !isByTitle(paper) ? inField / statistics.boosts[TITLE] : inField;
        if (!best) weights[paper] += value;
        else if (value > (best.get(paper) ?? 0)) best.set(paper, value);
      }
    }
    best?.forEach((value, paper) => (weights[paper] += value));
  }
  return weights;
}

/** Return the wanted papers' scores: a word counts by its terms, or by the guesses for it if these weigh more. */
function scoresOf(queryWords, lengths, statistics, wanted, isByTitle) {
  const scores = new Float64Array(statistics.papers);
  for (const { exact, guesses } of queryWords) {
    const typed = weightsOf(exact, lengths, statistics, wanted, isByTitle);
    const guessed = weightsOf(guesses, lengths, statistics, wanted, isByTitle);
    for (let paper = 0; paper < scores.length; paper++) {
      if (!wanted[paper]) continue;
      scores[paper] += Math.max(typed[paper], GUESS_WEIGHT * guessed[paper]) / Math.sqrt(queryWords.length);
    }
  }
  return scores;
}

/**
 * Return the lengths that are beside the postings of words, by field and paper: of every paper with a word in the field,
 * unless very many have it.
 * @returns {(Uint32Array|null)[]} 0 if not known; null for fields whose lengths do not matter
 */
export function lengthsOf(queryWords, { papers, fields, beside }) {
  const lengths = fields.map((_, field) => (beside.includes(field) ? new Uint32Array(papers) : null));
  for (const { sources } of queryWords.flatMap(({ exact, guesses }) => [...exact, ...guesses])) {
    for (const [field, found] of sources.flatMap((term) => [...term.fields.entries()])) {
      found?.lengths.forEach((length, i) => (lengths[beside[field]][found.papers[i]] = length));
    }
  }
  return lengths;
}

/**
 * Rank the papers that have enough of the words.
 * @param {QueryWord[]} queryWords different words, at least one
 * @param {(Uint32Array|null)[]} lengths each field's number of terms in each paper; null and 0 count as the average
 * @param {Statistics} statistics
 * @returns {{papers: number[], tiers: Uint16Array, withAllWords: number}} best first; each paper's tier (rules 1, 2
 *   and 4); how many papers have all words
 */
export function rank(queryWords, lengths, statistics) {
  const all = queryWords.length;
  const wordCounts = countWords(queryWords, statistics.papers);
  const withAllWords = wordCounts.reduce((sum, count) => sum + (count === all ? 1 : 0), 0);
  const least = withAllWords >= SCREEN_SIZE ? all : Math.ceil(all / 2);
  const ordinary = queryWords.filter((queryWord) => !isYear(queryWord));
  const leastOrdinary = Math.ceil(ordinary.length / 2);
  const ordinaryCounts = ordinary.length < all ? countWords(ordinary, statistics.papers) : wordCounts;
  const wanted = wordCounts.map((count, paper) => (count >= least && ordinaryCounts[paper] >= leastOrdinary ? 1 : 0));
  const papers = [...wanted.keys()].filter((paper) => wanted[paper]);

  const titleCounts = countPlaced(queryWords, statistics.papers);
  const titleLengths = lengths[TITLE];
  const exactnessBy = (words) => exactness(words.filter(({ isJoined }) => !isJoined), titleLengths);
  const wholeOf = titleLengths ? exactnessBy(queryWords) : () => 0;
  const nameOf = titleLengths && ordinary.length && ordinary.length < all ? exactnessBy(ordinary) : () => 0;
  // A paper of another year that has the name comes first of those that lack a word.
  const exactnessOf = (paper) => wholeOf(paper) || (wordCounts[paper] === all ? nameOf(paper) : 0);
  const tiers = new Uint16Array(statistics.papers);
  const isLong = all >= LONG && withAllWords < SCREEN_SIZE;
  for (const paper of papers) {
    if (isLong && wordCounts[paper] < all) continue;
    const inTitle = titleCounts[paper] === all || (wordCounts[paper] < all && nameOf(paper)) ? 1 : 0;
    tiers[paper] = 2 * (exactnessOf(paper) * (all + 1) + wordCounts[paper]) + inTitle;
  }
  const otherWords = (paper) => (titleCounts[paper] === all ? (titleLengths?.[paper] ?? 0) : 0);
  const isByTitle = (paper) => !isLong || 2 * titleCounts[paper] > all;
  const scores = scoresOf(queryWords, lengths, statistics, wanted, isByTitle);
  if (isLong) for (const paper of papers) scores[paper] *= wordCounts[paper] / all;
  const { letters, words } = countTyped(queryWords, tiers);
  const asTyped = (a, b) => letters[b] - letters[a] || words[b] - words[a];
  const telling = ordinary.length === 1 ? tellingIn(ordinary[0]) : new Set();
  const tells = (paper) => (telling.has(paper) ? 1 : 0);
  const byTitle = (a, b) => asTyped(a, b) || tells(b) - tells(a) || otherWords(a) - otherWords(b);
  papers.sort((a, b) => tiers[b] - tiers[a] || byTitle(a, b) || scores[b] - scores[a] || b - a);
  return { papers, tiers, withAllWords };
}
