/** Answers a query of plain words: looks its words up, ranks the papers, and suggests another spelling. */

import { fold, keyOf, withoutAccents, wordsOf } from "../index/text.js";
import { withAcronyms } from "./acronyms.js";
import { begunIn } from "./conditions.js";
import { rerank } from "./first_screen.js";
import { joinedWords, neighboursOf, queryForms, runsOf, spellingsOf, withParticles } from "./forms.js";
import { lettersIn, lookUp, namesAll, papersIn, respell, termsOf, withKin, withParts } from "./query_words.js";
import { isExact, lengthsOf, rank, SCREEN_SIZE, TOP } from "./ranking.js";
import { suggest } from "./spelling.js";
import { namesIn } from "./written.js";

/** Words of a query that are looked up: a pasted abstract fits, a pasted book does not. */
export const MAX_WORDS = 64;
/** A sign or dash between words of a title that no blank parts, as forms.py has it. */
const RUN_ON = /(?<=\p{L}{3})[/&+,:;×\u2212\u2192]+(?=\p{L}{3})|(?<=[\p{L}\p{N}])[\u2010\u2011\u2013\u2014](?=[\p{L}\p{N}])/gu;
const NUMBER = /^\d{1,3}(?:\.\d+)?$/;
const YEAR = /^(?:19|20)\d\d$/;
/** Letters of a word that may join others, and of its start if nobody writes it with a hyphen: "re" begins too many. */
const [SHORTEST_JOINED, SHORTEST_START] = [5, 3];
/** One in so many papers with a compound, or more, has it as another form; "language" is that of words in few addresses. */
const RARELY_PARTED = 20;
/** Beginnings of words that are joined as often as not. */
const COMBINING =
  /^(?:anti|auto|bi|co|cross|data|fine|few|hyper|inter|intra|long|meta|micro|mid|mini|multi|non|omni|over|post|pre|pseudo|re|self|semi|sub|super|text|trans|tri|ultra|under|uni|video|zero)/;
/** The longest queries of which every word is joined and parted, and respelled, if few papers or none have all words. */
const [MAX_WIDENED, MAX_RESPELLED] = [8, 4];
/** Words that tell a title, if one has all of them as they are typed: files for what else they may mean would find little more. */
const TELLING = 3;
/** The most words of a name that may be written in one. */
const LONGEST_NAME = 3;
/** Words between others that papers need not have. */
const FILLERS = new Set(["vs", "versus"]);
/** Words for what readers want of a paper, beside its name. */
const WANTED = new Set(["paper", "arxiv", "pdf", "link", "url", "website", "github", "code", "huggingface", "explained", "papier", "art\u00edculo", "\u0441\u0442\u0430\u0442\u044c\u044f", "\u8bba\u6587", "\u8ad6\u6587", "\ub17c\ubb38", "\u4ee3\u7801"]);
const isNeeded = (count) => ({ word }) => !WANTED.has(word) && (count < 3 || !FILLERS.has(word));
const withoutFillers = async (queryWords) => queryWords.filter(isNeeded(queryWords.length));

/**
 * @typedef {import("../index/index_reader.js").IndexReader} IndexReader
 * @typedef {{papers: number[], tiers: Uint16Array|null, terms: Set<string>, complete: boolean, withAllWords: number,
 *   plain: boolean, suggestion: string, words?: import("./query_words.js").QueryWord[]}} Ranking `papers`, best first;
 *   `tiers` by paper, for `rerankScreen`; `terms` to mark; `complete` unless terms were left out; `plain` unless the
 *   query is in Lunr's language; `words` of plain queries
 */

const isUnfinished = (text) => !/\s$/.test(text);

/** Fetch the files that every query needs, those of the finished words, and of the last one if they are few. */
export async function prefetch(index, text) {
  const { stopWords } = index.manifest;
  const words = wordsOf(queryForms(text, stopWords)).slice(0, MAX_WORDS);
  const last = isUnfinished(text) ? words.pop() : undefined;
  const needed = words.filter((word) => !stopWords.has(word)).map((word) => termsOf(index, word));
  if (last) needed.push(index.prefetchTerms(fold(last), 1));
  await Promise.all(needed);
}

/**
 * Rank the papers for plain words.
 * @param {IndexReader} index
 * @param {() => boolean} isStale whether the ranking is no longer needed
 * @returns {Promise<Ranking>}
 */
export async function rankPlainWords(index, text, isStale) {
  const common = { complete: true, plain: true };
  const asked = queryForms(text, index.manifest.stopWords);
  let queryWords = withoutRepeats(await lookUpAll(index, asked, !/\S\s+\S/.test(asked)));
  if (!queryWords.length || isStale()) {
    return { ...common, papers: [], tiers: null, terms: new Set(), words: [], withAllWords: 0, suggestion: "" };
  }
  let ranking = rankWords(index, queryWords);
  // "multi" is a word of titles, and the beginning of others.
  const isBeginning = ({ isCut, word }) => isCut && (COMBINING.exec(word)?.[0] === word || !namesAll(ranking.papers[0], queryWords, index.manifest));
  if (queryWords.some(isBeginning)) {
    queryWords = withoutRepeats(await lookUpAll(index, asked, true));
    ranking = rankWords(index, queryWords);
  }
  const isTold = queryWords.length >= TELLING && namesAll(ranking.papers[0], queryWords, index.manifest);
  const meant = await withAcronyms(index, wordsOf(asked), queryWords, isTold);
  if (meant !== queryWords) [queryWords, ranking] = [meant, rankWords(index, meant)];
  const unsure = unsureAmong(index, queryWords);
  const attempts = [
    [(words) => widen(index, asked, words), isTold ? 0 : wideningBelow(queryWords, ranking), MAX_WIDENED],
    [withoutFillers, 1, MAX_WIDENED],
    ...["start", "initial", "far", "any"].map((among) => [(words) => respellAll(index, words, among), 1, MAX_RESPELLED]),
  ];
  for (const [attempt, scarce, most] of attempts) {
    if (ranking.withAllWords >= scarce || queryWords.length > most || isStale()) break;
    const others = await attempt(queryWords);
    if (!others.length) continue;
    const again = rankWords(index, others);
    if (again.withAllWords > ranking.withAllWords) [ranking, queryWords] = [again, others];
  }
  [ranking, queryWords] = withoutVersus(index, ranking, queryWords);
  [ranking, queryWords] = await inTitles(index, ranking, queryWords, unsure, isStale);
  const named = await withJoinedNames(index, asked, queryWords, withNamedFirst(index, queryWords, ranking));
  return { ...common, ...named, terms: markedTerms(queryWords), words: queryWords, suggestion: named.papers.length ? suggest(text, queryWords) : "" };
}

/** Return whether the first paper has all words in its title. */
export const hasTitle = ({ papers, tiers }) => papers.length > 0 && tiers[papers[0]] % 2 === 1;

/** Return whether a ranking for the words in an address has the papers that it is about. */
export function isAbout(kind, ranking) {
  if (kind === "pair") return ranking.papers.length > 0 && isExact(ranking.tiers[ranking.papers[0]], 2);
  if (kind !== "name") return (kind === "asked" ? ranking.papers.length : ranking.withAllWords) > 0;
  return hasTitle(ranking) && ranking.words.every(({ exact }) => exact.length > 0);
}

/** Leave out a "vs" if no title has all words, and some have the others: papers that write it elsewhere are not compared by it. */
function withoutVersus(index, ranking, queryWords) {
  const others = queryWords.filter(({ word }) => !FILLERS.has(word));
  if (others.length === queryWords.length || others.length < 2 || hasTitle(ranking)) return [ranking, queryWords];
  const again = rankWords(index, others);
  return hasTitle(again) ? [again, others] : [ranking, queryWords];
}

/** Return the words that the archive lacks, and of three or more those that no title or author has; none that begins others. */
function unsureAmong(index, queryWords) {
  const authors = index.manifest.fields.indexOf("authors");
  const isOfAuthor = ({ word, exact }) => exact.some(({ term, fields }) => fields[authors] && keyOf(term) === keyOf(word));
  const isUnsure = (each) => !each.exact.length || (queryWords.length > 2 && !each.typed.size && !isOfAuthor(each));
  return new Set(queryWords.filter((each) => !each.isBegun && isUnsure(each)).map(({ word }) => word));
}

/**
 * Respell unsure words further if no title has all words, and some have all others: with another letter, such a title is meant,
 * unless its paper has the word as it is.
 * @param {Set<string>} unsure
 * @returns {Promise<[Ranking, import("./query_words.js").QueryWord[]]>}
 */
async function inTitles(index, ranking, queryWords, unsure, isStale) {
  if (!unsure.size || queryWords.length > MAX_RESPELLED || hasTitle(ranking)) return [ranking, queryWords];
  const authors = index.manifest.fields.indexOf("authors");
  const ofNames = ({ guesses }) => papersIn(guesses.map(({ fields }) => ({ fields: [fields[authors]] })));
  const named = new Set();
  const isDoubted = (each) => {
    const others = queryWords.filter((other) => other !== each);
    if (!unsure.has(each.word) || !others.length) return false;
    const { papers, tiers } = rankWords(index, others);
    const [titled, having, names] = [papers.filter((paper) => tiers[paper] % 2 === 1), papersIn(each.exact), ofNames(each)];
    if (titled.some((paper) => names.has(paper))) named.add(each);
    return titled.length > 0 && !titled.some((paper) => having.has(paper));
  };
  const doubted = queryWords.filter(isDoubted);
  for (const among of ["start", "initial", "any"]) {
    // The archive's own words are mostly right, so that they are looked for in few files.
    // Who has a near name, and the others in a title, is likelier meant than a word with another first letter.
    const wrong = doubted.filter((each) => (!each.exact.length || among === "start") && (among !== "any" || !named.has(each)));
    if (!wrong.length || isStale()) break;
    const others = await Promise.all(queryWords.map((each) => (wrong.includes(each) ? respell(index, each, among, true) : each)));
    const again = rankWords(index, others);
    if (hasTitle(again)) return [again, others];
  }
  return [ranking, queryWords];
}

/**
 * Return below how many papers with all words these are joined and parted: any number if they are in titles, but not together, as
 * those of "SpatialLM" typed apart.
 */
function wideningBelow(queryWords, ranking) {
  const { length } = queryWords;
  const areInTitles = length > 1 && length <= LONGEST_NAME && !hasTitle(ranking) && queryWords.every(({ exact }) => exact.some(({ fields: [title] }) => title));
  return areInTitles ? Infinity : SCREEN_SIZE;
}

/** Put the papers first whose name or title is all that a query has beside words such as "paper" and "code". */
function withNamedFirst(index, queryWords, ranking) {
  const others = queryWords.filter(({ word }) => !WANTED.has(word));
  return others.length && others.length < queryWords.length ? withExactFirst(index, others, ranking) : ranking;
}

/** Put the papers first whose name is both words of a query in one, "AdaptThink" for "adapt think", unless one is these words. */
async function withJoinedNames(index, text, queryWords, ranking) {
  const authors = index.manifest.fields.indexOf("authors");
  const isOther = ({ exact }) => !exact.length || exact.some(({ fields }) => fields[authors] && !fields[0]);
  // Each pause in typing makes such a query: files are fetched only if no title has the words.
  const areTyped = namesAll(ranking.papers[0], queryWords, index.manifest);
  if (queryWords.length !== 2 || areTyped || queryWords.some(isOther) || isExact(ranking.tiers[ranking.papers[0]], 2)) return ranking;
  const joined = await Promise.all(neighboursOf(text, index.manifest.stopWords).map((run) => lookUpJoined(index, run)));
  return joined.reduce((found, each) => withExactFirst(index, [{ ...asWord(each), isJoined: false }], found), ranking);
}

/** Put the papers first whose name or title is some words. */
function withExactFirst(index, others, ranking) {
  const named = rankWords(index, others);
  const exact = named.papers.filter((paper) => isExact(named.tiers[paper], others.length));
  if (!exact.length) return ranking;
  const tiers = ranking.tiers.slice();
  for (const paper of exact) tiers[paper] = TOP | named.tiers[paper];
  const known = new Set(exact);
  const withAll = ranking.papers.slice(0, ranking.withAllWords).filter((paper) => !known.has(paper)).length;
  return { papers: [...exact, ...ranking.papers.filter((paper) => !known.has(paper))], tiers, withAllWords: exact.length + withAll };
}

const respellAll = (index, words, among) => Promise.all(words.map((word) => respell(index, word, among)));

/** Return the terms to mark for words, wherever they are: not those that mean something only one after the other. */
export function markedTerms(queryWords) {
  const terms = queryWords.flatMap(({ exact, guesses }) => [...exact, ...guesses]);
  return new Set(terms.flatMap(({ term, terms, isPhrase }) => (isPhrase ? [] : (terms ?? [term]))));
}

/** Rank the papers for words that were looked up. */
export const rankWords = ({ manifest }, queryWords) => rank(queryWords, lengthsOf(queryWords, manifest), manifest);

/** @returns {Promise<import("./query_words.js").QueryWord[]>} */
async function lookUpAll(index, text, isFar) {
  const words = wordsOf(text);
  const last = isUnfinished(text) ? words.at(-1) : undefined;
  const { stopWords } = index.manifest;
  const [names, begun] = [namesIn(text), begunIn(text)];
  const isKept = (word, place) => !stopWords.has(word) || names.has(word) || (last && place === words.length - 1);
  const different = [...new Set(words.filter(isKept))].slice(0, MAX_WORDS);
  // "Qwen 3" is mostly written as one word, which is sorted next to the first.
  const isOneName = ([joined, [first, second]]) => COMBINING.exec(first)?.[0] === first || (NUMBER.test(second) && joined === first + second);
  const combining = neighboursOf(text, stopWords).filter(isOneName);
  const joining = [...joinedWords(text), ...combining].map((joined) => lookUpJoined(index, joined));
  const queryWords = await Promise.all(different.map((word) => lookUp(index, word, word === last || begun.has(word), names.has(word), isFar)));
  // A year means the papers of its days as well as those that write it.
  for (const queryWord of queryWords) {
    const ofYear = YEAR.test(queryWord.word) && (await index.postingsOfYear(queryWord.word));
    if (ofYear) queryWord.exact = [...queryWord.exact, { ...ofYear, isYear: true }];
  }
  const joined = await Promise.all(joining);
  return [...withJoined(queryWords, joined), ...joined.filter(isOfOneWord).map(asWord)];
}

async function lookUpJoined(index, [joined, parts]) {
  const withNumber = parts.slice(1, -1).includes("to") ? [parts.map((part) => (part === "to" ? "2" : part)).join("")] : [];
  const found = await Promise.all([joined, ...spellingsOf(joined), ...withNumber].map((word) => termsOf(index, word, true)));
  return { word: joined, parts, exact: found.flatMap((each) => each.exact), typed: new Set(found.flatMap((each) => [...lettersIn(each)])) };
}

/** "image-to-image" is more than the word that begins and ends it, if the archive has it. */
const isOfOneWord = ({ parts, exact }) => parts[0] === parts.at(-1) && exact.length > 0;
const asWord = ({ word, exact, typed }) => ({ word, exact, guesses: [], optional: false, typed, inTitles: exact, isJoined: true });

/** Add to words the terms that join them: a paper that writes "pretraining" has both words of "pre-training". */
function withJoined(queryWords, joined) {
  return queryWords.map((queryWord) => {
    const own = joined.filter(({ parts, exact }) => exact.length && parts.includes(queryWord.word));
    if (!own.length) return queryWord;
    const exact = new Set([...queryWord.exact, ...own.flatMap((each) => each.exact)]);
    const inTitles = new Set([...(queryWord.joined ?? []), ...own.flatMap(({ typed }) => [...typed])]);
    return { ...queryWord, exact: [...exact], joined: inTitles };
  });
}

/**
 * Let words mean what others write as one word or as several: neighbours joined, and words that somebody writes with hyphens, or
 * that begin as such words do. Of the latter no other parts are looked for, which would cost files and find nothing more.
 */
async function widen(index, text, queryWords) {
  const forms = index.manifest.fields.indexOf("forms");
  const isWhole = ({ typed }) => queryWords.length >= TELLING && typed.size > 0;
  const isAttested = ({ exact }) => exact.some(({ fields, found }) => fields[forms]?.papers.length * RARELY_PARTED > found);
  const parted = queryWords.map(async (queryWord) => {
    const each = await withKin(index, queryWord);
    if (each.isJoined || each.word.length < SHORTEST_JOINED) return each;
    const [start = ""] = COMBINING.exec(each.word) ?? [];
    if (isAttested(each)) return withParts(index, each);
    return start.length < SHORTEST_START || isWhole(each) ? each : withParts(index, each, [start]);
  });
  const runs = [...neighboursOf(text, index.manifest.stopWords), ...withParticles(text), ...runsOf(text)];
  const joined = runs.map((run) => lookUpJoined(index, run));
  return withJoined(await Promise.all(parted), await Promise.all(joined));
}

/** Leave out words that mean the same terms as one before, and stop words, unless one alone begins another word. */
function withoutRepeats(queryWords) {
  const seen = new Set();
  return queryWords.filter(({ word, exact, guesses, optional }) => {
    if (optional && (!guesses.length || queryWords.length > 1)) return false;
    const meaning = exact.length ? exact.map(({ term }) => term).join(" ") : `?${word}`;
    return !seen.has(meaning) && seen.add(meaning);
  });
}

/**
 * Order a part of the first screen by the texts of its papers.
 * @param {string} text the query, without the names of people
 * @param {Ranking} ranking
 */
export async function rerankScreen(index, text, papers, { tiers, words = [] }) {
  const foldedWords = (text) => wordsOf(text.replace(RUN_ON, " ")).map(keyOf);
  const asked = text === text.toLowerCase() ? "" : text.trim();
  const screen = papers.map(async (paper) => {
    const { title, abstract, day } = await index.record(paper);
    const asTyped = asked && title.includes(asked) ? 1 : 0;
    return { paper, tier: tiers[paper], day, title: foldedWords(title), abstract: withoutAccents(abstract), asTyped };
  });
  const respelled = words.filter(({ spelling, exact }) => spelling && !exact.length);
  const spellings = new Map(respelled.map(({ word, spelling }) => [keyOf(word), [keyOf(spelling)]]));
  return rerank([...new Set(foldedWords(text))], isUnfinished(text), await Promise.all(screen), spellings);
}
