/** What the words of a query mean in the index: terms that they are, and terms that they may be. */

import { idf } from "../index/bm25.js";
import { termOf } from "../index/stemmer.js";
import { fold, keyOf, SIMPLE_WORD } from "../index/text.js";
import { isSign, isSigned, spellingsOf } from "./forms.js";
import { distance, isSlip, lastTolerance, mayBeNear, nearest, tolerance } from "./spelling.js";
import { isWritten, writtenTerms } from "./written.js";

/** Words that one word may be guessed to mean. */
const MAX_GUESSES = 160;
/** Files of words, and shards of terms, that guesses for a word may come from. */
const MAX_FILES = 12;
/** Letters of the parts of a joined word, the words that are tried for its first part, and its parts. */
const [SHORTEST_PART, MOST_STARTS, MOST_PARTS] = [2, 4, 3];
/** Papers with a word that may be wrong, and files of words that are all looked through for it. */
const [RARE, MOST_WORD_FILES] = [5, 64];
/** Letters of a stem that others continue with an "i": "polic" is of "police", "polici" of "policy". */
const SHORTEST_KIN = 6;
/** Signs between words that are written without a blank. */
const SEPARATORS = /[/+|&,;]+/;
/** A number and its unit, which titles part by a hyphen or a blank: "1.58bit", "37°C". */
const MEASURE = /^(\d+(?:\.\d+)?)(\p{L}{2,}|°\p{L})$/u;
const LETTERS = "abcdefghijklmnopqrstuvwxyz";
/** The title's place among the fields, and words that titles have as they are written. */
const [TITLE, WRITTEN] = [0, /^[a-z][a-z0-9]+$/];
/** Addresses and code are found, but are no spelling of a word. */
const isSpelling = (word) => !/[\/\\@_=<>{}]|[^.]\.[^.\d]/.test(word);
/** A number has no near one: it is another. */
const isNumber = (word) => !/\p{L}/u.test(word);
/** Sorts after every digit, and after an underscore and what follows it. */
const AFTER_SIGNS = "_\uffff";

/** A prefix of a letter or two may begin words in many files, of which few are read. */
const maxFilesFor = (prefix) => (isSign(prefix) ? MAX_FILES : Math.min(MAX_FILES, 4 ** (prefix.length - 1)));

/**
 * @typedef {import("../index/index_reader.js").IndexReader} IndexReader
 * @typedef {import("../index/index_reader.js").Postings} Postings
 * @typedef {{word: string, exact: Postings[], guesses: Postings[], optional: boolean, spelling?: string}} QueryWord
 *   `exact` are the word's terms; `optional` is true for stop words; `spelling` is the commonest near word, if any
 */

/**
 * Look up a word, in both spellings if British and American differ; an unknown one is a near word, or several in one.
 * @param {IndexReader} index
 * @param {boolean} unfinished whether the word may be the beginning of one
 * @param {boolean} isName whether it is written as names are
 * @param {boolean} [isFar] whether words that it begins are read from other files, too, though the index has it as a word
 * @returns {Promise<QueryWord>}
 */
export async function lookUp(index, word, unfinished, isName = false, isFar = true) {
  const beginning = unfinished || isSign(word) ? termsBegunBy(index, word, isFar) : [];
  const isStopWord = index.manifest.stopWords.has(word);
  const found = await Promise.all((isStopWord && !isName ? [] : [word, ...spellingsOf(word)]).map((each) => termsOf(index, each, each !== word)));
  const [own] = found;
  const meant = [...new Set(found.flatMap((each) => each.exact))];
  // "AIME" does not mean "aims", which has the same stem; "aime" may, if no title has the word otherwise.
  const names = own?.asName.length && (isName || !own.inTitles.length) ? papersIn(own.asName) : null;
  const ofName = names && (isStopWord ? own.asName : meant.map((term) => among(names, term, index.manifest.papers)));
  const exact = ofName ?? meant;
  const stems = names && !isName ? meant.map((term) => ({ ...term, isStem: true })) : [];
  const maxFiles = isFar || !exact.length ? maxFilesFor(fold(word)) : 1;
  const { found: begun, complete } = await index.postingsOfAll(await beginning, maxFiles);
  const others = [...stems, ...(own?.longer ?? []), ...begun.filter((term) => !meant.includes(term))];
  const guesses = [...new Set(others)].filter((term) => !exact.includes(term));
  const typed = names ?? (own ? lettersIn(own) : new Set());
  const optional = isStopWord && !exact.length;
  // A name that is a stop word otherwise, "EVER", has no other sign that it is in a title.
  const inTitles = isStopWord && names ? own.asName : found.flatMap((each) => each.inTitles);
  // Longer words that it begins, and its other spelling, come next to its own letters.
  const joined = new Set([...begun.flatMap(({ fields }) => fields[TITLE]?.papers ?? []), ...found.slice(1).flatMap((each) => [...lettersIn(each)])]);
  const queryWord = { word, exact, guesses, optional, typed, joined, inTitles, near: own?.near ?? [], isBegun: begun.length > 0, isCut: !complete };
  return exact.length || guesses.length || optional ? queryWord : guessed(index, queryWord);
}

/** Return the papers whose titles have a word with its letters, and not only its stem; by the stem if that is all it has. */
export function lettersIn({ word, exact, inTitles, asName }) {
  const hasStemAlone = termOf(word) === word || !WRITTEN.test(word);
  const titles = hasStemAlone ? exact.flatMap(({ fields }) => fields[TITLE]?.papers ?? []) : [];
  return new Set([...titles, ...papersIn([...inTitles, ...asName])]);
}

/** Return whether a paper has each word in its title, as it is typed, but for two or more words, which its authors' names have. */
export function namesAll(paper, queryWords, { fields }) {
  const others = queryWords.filter(({ typed }) => !typed.has(paper));
  const authors = fields.indexOf("authors");
  return others.length !== 1 && others.every(({ exact }) => exact.some((term) => term.fields[authors]?.papers.includes(paper)));
}

/** Return the papers that have some of the terms. */
export const papersIn = (terms) => new Set(terms.flatMap(({ fields }) => fields.flatMap((field) => field?.papers ?? [])));

/** Return a term's postings of some papers alone. */
function among(papers, term, count) {
  const kept = (occurrences) => {
    const places = [...occurrences.papers.keys()].filter((place) => papers.has(occurrences.papers[place]));
    return { papers: places.map((at) => occurrences.papers[at]), counts: places.map((at) => occurrences.counts[at]) };
  };
  const fields = term.fields.map((field) => (field ? kept(field) : null));
  const found = fields.reduce((sum, field) => sum + (field?.papers.length ?? 0), 0);
  return { ...term, names: kept(term.names), fields, found, idf: idf(found, count) };
}

/** Guess an unknown word: the words between its signs ("text+image"), a near one with one other letter, else the words that it joins, else a near one. */
async function guessed(index, queryWord) {
  const apart = MEASURE.exec(queryWord.word)?.slice(1) ?? queryWord.word.split(SEPARATORS);
  if (apart.length > 1 && apart.every(Boolean)) {
    const together = await lookUpTogether(index, apart);
    if (together) return { ...queryWord, guesses: [together] };
  }
  if (isNumber(queryWord.word)) return queryWord;
  const close = await respell(index, queryWord, "start");
  if (close.edits === 1) return close;
  const respelled = await respell(index, queryWord, "initial");
  if (respelled.edits === 1) return respelled;
  const parted = await withParts(index, queryWord);
  return parted === queryWord ? respelled : parted;
}

/** Look up the papers that have in one field all of some words, stop words apart; null if there are none. */
export async function lookUpTogether(index, words) {
  const kept = words.filter((word) => !index.manifest.stopWords.has(word));
  const parts = await Promise.all(kept.map(async (word) => (await termsOf(index, word)).exact));
  return commonPostings(parts, index.manifest.papers);
}

/**
 * Add to a word's guesses the papers that have in one field all the words that it joins, such as "kv" and "cache".
 * @param {string[]} [starts] what the first of two may be; otherwise any words of the index, three at most
 */
export async function withParts(index, queryWord, starts) {
  const parts = await partsOf(index, queryWord.word, starts ? 2 : MOST_PARTS, starts);
  const together = parts && commonPostings(parts, index.manifest.papers);
  return together ? { ...queryWord, guesses: [...queryWord.guesses, together] } : queryWord;
}

/**
 * Look up the words that a word joins, which some paper has together: "gaussian" and "splatting", not "gaussians" and "platting"; null
 * if there are none.
 * @returns {Promise<Postings[][]|null>} the terms of each
 */
async function partsOf(index, word, most, possible) {
  if (word.length < 2 * SHORTEST_PART || most < 2 || !SIMPLE_WORD.test(word)) return null;
  const beginnings = [...word].map((_, end) => word.slice(0, end));
  const mayBegin = (from, to) => beginnings.some((start) => start >= from && start < to);
  const known = possible ?? (await index.wordsFrom(word.slice(0, SHORTEST_PART), Infinity, mayBegin)).filter(isSpelling);
  const starts = known.filter((each) => each.length <= word.length - SHORTEST_PART && word.startsWith(each));
  const pairs = starts.sort((a, b) => b.length - a.length).slice(0, MOST_STARTS).flatMap((start) => {
    const stop = most > 2 && [...index.manifest.stopWords].find((each) => word.startsWith(each, start.length));
    const rests = [word.slice(start.length), stop ? word.slice(start.length + stop.length) : ""];
    return rests.filter(({ length }) => length >= SHORTEST_PART).map((rest) => [start, rest]);
  });
  const mayBe = await Promise.all(pairs.map(([, rest]) => index.mayHave(termOf(rest))));
  for (const [at, [start, rest]] of pairs.entries()) {
    const { exact } = mayBe[at] ? await termsOf(index, rest) : { exact: [] };
    const others = exact.length ? [exact] : await partsOf(index, rest, most - 1);
    const parts = others && [(await termsOf(index, start)).exact, ...others];
    if (parts && commonPostings(parts, index.manifest.papers)) return parts;
  }
  return null;
}

/** Return the papers that have terms of all parts in one field, as the postings of a term; null if there are none. */
function commonPostings(parts, papers) {
  const fieldCount = parts[0]?.[0]?.fields.length ?? 0;
  const fields = Array.from({ length: fieldCount }, (_, field) => {
    const [first, ...others] = parts.map((terms) => new Set(terms.flatMap((term) => term.fields[field]?.papers ?? [])));
    const common = [...first].filter((paper) => others.every((each) => each.has(paper))).sort((a, b) => a - b);
    return common.length ? { papers: common, counts: common.map(() => 1) } : null;
  });
  const found = fields.reduce((sum, field) => sum + (field?.papers.length ?? 0), 0);
  if (!found) return null;
  const sources = parts.flat();
  const terms = sources.map(({ term }) => term);
  return { term: "", terms, sources, names: { papers: [], counts: [] }, fields, found, idf: idf(found, papers) };
}

/**
 * Look up the terms that are the word, with or without its accents and outer punctuation; those that continue it with a
 * digit or a sign, as names are remembered without their version; and those that say where it is written so. These are
 * sorted next to it.
 * @param {boolean} [isGuess] whether the index hardly has the word
 * @returns {Promise<{word: string, exact: Postings[], longer: Postings[], inTitles: Postings[], asName: Postings[],
 *   near: import("./acronyms.js").Counted[]}>}
 */
export async function termsOf(index, word, isGuess = false) {
  const isPossible = !isGuess || (await index.mayHave(termOf(word)));
  const keys = new Set(isPossible ? [keyOf(termOf(word)), keyOf(termOf(fold(word) || word))] : []);
  const ranges = [...keys].map((key) => index.termsBetween(key, key + AFTER_SIGNS, 2));
  const entries = (await Promise.all(ranges)).flat();
  const written = writtenTerms(word);
  const [exact, longer, inTitles, asName] = [new Set(), new Set(), new Set(), new Set()];
  for (const [term, entry] of entries) {
    const continuesNumber = /\d$/.test(word) && /^\d/.test(entry.key.slice(word.length));
    if (term === written.inTitles) inTitles.add(index.decode(term, entry));
    else if (term === written.asName) asName.add(index.decode(term, entry));
    else if (keys.has(entry.key)) exact.add(index.decode(term, entry));
    else if (!continuesNumber && !isWritten(term)) longer.add(index.decode(term, entry));
  }
  const near = entries.filter(([, { papers }]) => papers).map(([term, { papers }]) => ({ term, found: papers }));
  return { word, exact: [...exact], longer: [...longer], inTitles: [...inTitles], asName: [...asName], near };
}

/** Add to a word's guesses what has its stem but for an "i" or "in" at its end: "financial" to "finance", "medical" to "medicine". */
export async function withKin(index, queryWord) {
  const stem = termOf(queryWord.word);
  const kin = [["i", SHORTEST_KIN], ["in", SHORTEST_KIN - 1]].map(async ([end, shortest]) => {
    const shorter = stem.endsWith(end) ? stem.slice(0, -end.length) : stem;
    const term = shorter === stem ? stem + end : shorter;
    return shorter.length >= shortest && (await index.mayHave(term)) ? index.postings(term) : null;
  });
  const found = (await Promise.all(kin)).filter((term) => term && !queryWord.exact.includes(term));
  return found.length ? { ...queryWord, guesses: [...new Set([...queryWord.guesses, ...found])] } : queryWord;
}

/** Return the terms of the words that begin with a prefix, the shortest words first. */
async function termsBegunBy(index, prefix, isFar) {
  const folded = fold(prefix);
  if (!folded) return [];
  if (isFar) index.prefetchTerms(folded, 2).catch(() => {}); // a failure shows when they are needed
  const words = (await index.wordsFrom(folded, maxFilesFor(folded))).filter(isSpelling);
  return [...new Set(words.sort((a, b) => a.length - b.length).map(termOf))].slice(0, MAX_GUESSES);
}

/**
 * Add the nearest spellings to a word's guesses.
 * @param {QueryWord} queryWord
 * @param {"start"|"initial"|"any"|"far"} among words whose first two letters are right or swapped; words whose first letter is;
 *   words with any, for rare words: each needs several times as many files as the one before. Last, those of "start" with one
 *   more wrong letter
 * @param {boolean} [isDoubted] whether the word may be wrong though papers have it: then by one letter
 * @returns {Promise<QueryWord>}
 */
export async function respell(index, queryWord, among, isDoubted = false) {
  const word = fold(queryWord.word);
  if (!tolerance(word) || queryWord.optional || isSigned(word) || isNumber(word)) return queryWord;
  const found = queryWord.exact.reduce((sum, each) => sum + each.found, 0);
  if (among === "any" && found > RARE && !isDoubted) return queryWord;
  if (among === "far" && (found || lastTolerance(word) === tolerance(word))) return queryWord;
  const near = { start: nearByStart, initial: nearWords, any: nearOfAll, far: nearByStart }[among];
  const limit = among === "far" ? lastTolerance(word) : isDoubted && found ? 1 : tolerance(word);
  return withSpellings(index, queryWord, await near(index, word, limit));
}

async function withSpellings(index, queryWord, near) {
  const word = fold(queryWord.word);
  const edits = near.length ? distance(word, fold(near[0]), lastTolerance(word)) : 0;
  const { found } = await index.postingsOfAll([...new Set(near.map(termOf))], MAX_FILES);
  // The terms of a word's letters are in the same files.
  const isLikely = (each) => edits > 1 || isSlip(word, fold(each));
  const titlesOf = async (words) => (await Promise.all(words.map((each) => termsOf(index, each)))).flatMap((each) => [...lettersIn(each)]);
  const [likely, others] = await Promise.all([near.filter(isLikely), near.filter((each) => !isLikely(each))].map(titlesOf));
  const guesses = found.filter((term) => !queryWord.exact.includes(term));
  const terms = new Set(near.filter(isLikely).map(termOf));
  const best = guesses.some(({ term }) => terms.has(term)) ? guesses.filter(({ term }) => terms.has(term)) : guesses;
  const commonest = best.reduce((a, b) => (a && a.found >= b.found ? a : b), null);
  const spelling = commonest && near.find((word) => isSpelling(word) && termOf(word) === commonest.term);
  const all = [...new Set([...queryWord.guesses, ...guesses])];
  const [typed, joined] = [new Set([...queryWord.typed, ...likely]), new Set([...(queryWord.joined ?? []), ...others])];
  return { ...queryWord, guesses: all, typed, joined, spelling, edits };
}

/** Return the words near to a word with any first letter: of all words, or in large archives of those with its next letters. */
function nearOfAll(index, word, limit) {
  const isSmall = index.manifest.words.first.length <= MOST_WORD_FILES;
  const starts = isSmall ? [""] : [...LETTERS].flatMap((letter) => [letter + word.slice(1, 3), letter + word.slice(0, 2)]);
  return nearestFrom(index, word, starts, limit, isSmall ? Infinity : 2);
}

/** Return words near to a word whose first two letters are right or swapped. */
const nearByStart = (index, word, limit) => nearestFrom(index, word, [...new Set([word.slice(0, 2), word[1] + word[0]])], limit);

/** Return the words nearest to a word that begin with one of some prefixes, of the files that may have one so near. */
async function nearestFrom(index, word, prefixes, limit, maxFiles = Infinity) {
  for (let edits = 1; edits <= limit; edits++) {
    const mayBe = (from, to) => mayBeNear(word, from, to, edits);
    const words = await Promise.all(prefixes.map((prefix) => index.wordsFrom(prefix, maxFiles, mayBe)));
    const near = nearest(word, foldedSpellings(word, words.flat()), edits);
    if (near.length) return near;
  }
  return [];
}

/** Return the words but a word itself that may be spellings, each with its letters folded. */
const foldedSpellings = (word, words) => words.filter(isSpelling).map((each) => [fold(each), each]).filter(([folded]) => folded !== word);

/**
 * Return words near to a word: those whose first letter is right, swapped or doubled; else those that contain the word,
 * as the address of a paper's code may; else any. The last two look through all words, in archives that are not large.
 */
async function nearWords(index, word, limit) {
  const near = await nearestFrom(index, word, [...new Set([word[0], word[1]])], limit);
  if (near.length || index.manifest.words.first.length > MOST_WORD_FILES) return near;
  const all = await index.wordsFrom("");
  const containing = word.length < 5 ? [] : all.filter((each) => fold(each) !== word && fold(each).includes(word));
  return containing.length ? containing.slice(0, MAX_GUESSES) : nearest(word, foldedSpellings(word, all), limit);
}
