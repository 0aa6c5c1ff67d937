/**
 * Answers requests: ranks the papers (rank/plain_words.js, or lunr/scores.js for Lunr's language), filters them, and
 * reads what a screen shows. Runs in the worker, and in Node's tests.
 */

import { Outdated } from "../index/index_reader.js";
import { nameKey } from "../index/names.js";
import { isLanguage } from "../lunr/language.js";
import { answer as answerLanguage } from "../lunr/scores.js";
import { asReason, reasonsFor } from "../rank/acronyms.js";
import { authorTest, findAuthors, lastNames, nameAuthors, quoteName, takeAuthors } from "../rank/authors.js";
import { leaveThose, namedIn, takeConditions } from "../rank/conditions.js";
import { takeDates } from "../rank/dates.js";
import { excerpt } from "../rank/excerpt.js";
import { countFacets, filterPapers, isFiltered, leaveWithin, namesOfTopics } from "../rank/facets.js";
import { identifiersAmong, identifiersIn, papersOf } from "../rank/identifiers.js";
import { namedFirst } from "../rank/names.js";
import { findOffers, withExactName, withPeriod } from "../rank/offers.js";
import { truncate, unpasted } from "../rank/pasted.js";
import { hasTitle, isAbout, MAX_WORDS, prefetch, rankPlainWords, rerankScreen } from "../rank/plain_words.js";
import { clausesOf, PhraseReader, takePhrases, withExcluded, wordTest } from "../rank/phrases.js";
import { SCREEN_SIZE } from "../rank/ranking.js";
import { takeTopics } from "../rank/topics.js";
import { inOwnSigns, withoutSought } from "../rank/wording.js";

/** Other names of fields: people write "author:" and "tag:". */
const ALIASES = /(^|\s)([+-]?(?:author|tag)):(?=[^\s"\u201c\u201d])/gi;
/** Results read and shown first: a browser fetches as many files at once from a host (HTTP/1.1). */
const FIRST_PART = 6;

/**
 * @typedef {import("../rank/plain_words.js").Ranking} Ranking
 * @typedef {{text: string, filters?: Filter[], sort?: string, from?: number}} Request `sort` is empty or "newest"; `from`
 *   counts results
 * @typedef {import("../rank/facets.js").Filter} Filter
 * @typedef {{href: string, title: Run[], passage: Run[], day: string, authors: Run[],
 *   reasons: string[]}} Result `reasons` say what acronym the words stand for, if the paper has only this, or the reverse
 * @typedef {import("../rank/excerpt.js").Run} Run
 * @typedef {{results: Result[], total: number, atMost: boolean, withAllWords: number, plain: boolean, suggestion: string,
 *   truncated: boolean, complete: boolean, elsewhere: {label: string, href: string}[], span: Span|null,
 *   topics: Object<string, string>, pages: import("../rank/offers.js").PageOffer[], related: string[]}} Answer
 *   `atMost` if the total counts papers that may lack a phrase; `truncated` if the query was too long; `elsewhere` has the places of identifiers that no paper has; `span` the days
 *   that the query names; `topics` the names of the topics among the filters; `pages` and `related` what there
 *   is besides papers; the rest as in Ranking
 * @typedef {import("../rank/dates.js").Span} Span
 * @typedef {{isStale?: () => boolean, onPart?: (answer: Answer) => void}} Options `isStale` returns whether the answer
 *   is no longer needed; `onPart` gets the answer while it has only the first results of its screen
 */

export class Engine {
  /** @param {import("../index/index_reader.js").IndexReader} index */
  constructor(index) {
    this.index = index;
    this.reset();
  }

  /** Forget all files, as the index was replaced. */
  reset() {
    this.index.reset();
    this.last = { raw: null, text: "", ranking: null, words: "", authors: [] };
    /** The authors among the filters, whose names are marked too. */
    this.chosen = [];
  }

  /** Fetch the files that are needed by every query that begins with a text. */
  async prefetch(text) {
    const { fields } = await this.index.open();
    const asked = textOf({ text });
    if (takeAuthors(asked).authors.length || identifiersIn(asked).length) return;
    if (!isLanguage(asked, fields)) await prefetch(this.index, asked);
  }

  /** Return queries that find something here. */
  async examples() {
    return (await this.index.open()).examples ?? [];
  }

  /**
   * Answer a request; over the new index if the one at hand was replaced meanwhile.
   * @param {Request} request
   * @param {Options} [options]
   * @returns {Promise<Answer|null>} null if it became stale
   */
  async search(request, options = {}) {
    try {
      return await this.searchOnce(request, options);
    } catch (error) {
      if (!(error instanceof Outdated)) throw error;
      this.reset();
      return this.searchOnce(request, options);
    }
  }

  async searchOnce(request, { isStale = () => false, onPart = () => {} }) {
    await this.index.open();
    const text = textOf(request);
    // Fetched beside the terms, so that it is there before the results.
    const offered = findOffers(this.index, text);
    if (this.last.raw !== request.text) {
      const last = (await this.lookUp(text, isStale)) ?? (await this.lookUpAmong(request.text)) ?? (await this.rankText(text, isStale));
      if (isStale()) return null;
      this.last = { raw: request.text, text, ...last };
    }
    const { ranking, words } = this.last;
    const from = request.from ?? 0;
    const chosen = await this.choose(ranking, request);
    if (isStale()) return null;
    const read = await ranking.phrases?.leave(chosen, from + SCREEN_SIZE);
    if (isStale()) return null;
    const { papers, atMost, complete } = read ?? { papers: chosen, atMost: false, complete: ranking.complete };
    const [{ plain, withoutQuotes }, withAllWords] = [ranking, Math.min(ranking.withAllWords, papers.length)];
    const suggestion = ranking.suggestion || (papers.length ? "" : (withoutQuotes ?? ""));
    const truncated = truncate(request.text).length < request.text.trim().length;
    const { elsewhere = [], span = null, isPeriod = false } = this.last;
    const topics = await namesOfTopics(this.index, request.filters ?? []);
    const offers = withExactName(await offered, this.last.authors, text);
    const { pages, related } = isPeriod ? withPeriod(offers, span, ranking.papers.length, this.index.manifest.weeks) : offers;
    const counts = { total: papers.length, atMost, withAllWords };
    const answer = { ...counts, plain, suggestion, truncated, complete, elsewhere, span, topics, pages, related };
    const screen = papers.slice(from, from + SCREEN_SIZE);
    // All are fetched at once: the second part shall not wait for the first. A failure shows when they are read.
    for (const paper of screen) this.index.record(paper).catch(() => {});
    const byRank = from === 0 && ranking.tiers && request.sort !== "newest";
    const show = async (part) => {
      const ordered = byRank ? await rerankScreen(this.index, words, part, ranking) : part;
      return Promise.all(ordered.map((paper) => this.result(paper, ranking.terms)));
    };
    const first = await show(screen.slice(0, from === 0 ? FIRST_PART : SCREEN_SIZE));
    if (first.length === screen.length) return { ...answer, results: first };
    if (isStale()) return null;
    onPart({ ...answer, results: first });
    return { ...answer, results: [...first, ...(await show(screen.slice(first.length)))] };
  }

  /** Find the papers of a query that consists of identifiers; null for another, and if it may be words and finds none. */
  async lookUp(text, isStale) {
    const identifiers = identifiersIn(text);
    if (!identifiers.length) return null;
    const found = await Promise.all(identifiers.map((each) => papersOf(this.index, each)));
    const papers = [...new Set(found.flat())];
    const { words } = papers.length || identifiers.length > 1 ? {} : identifiers[0];
    const about = words ? await this.rankWithin(words, isStale) : null;
    if (!papers.length && !about && !identifiers.some(({ isSure }) => isSure)) return null;
    const elsewhere = identifiers.filter((_, place) => !found[place].length);
    return { ranking: this.listed(papers), words: "", authors: [], ...about, elsewhere };
  }

  /** Rank the papers for the words in an address that no paper has; null if none is about them. */
  async rankWithin({ words, kind }, isStale) {
    const text = `${textOf({ text: words })} `;
    const found = (kind === "asked" && (await this.lookUp(text, isStale))) || (await this.rankText(text, isStale));
    return isAbout(kind, found.ranking) ? found : null;
  }

  /** Find the papers of the identifiers among the words of a pasted reference; null if there are none. */
  async lookUpAmong(text) {
    const found = await Promise.all(identifiersAmong(truncate(text)).map((each) => papersOf(this.index, each)));
    const papers = [...new Set(found.flat())];
    return papers.length ? { ranking: this.listed(papers), words: "", authors: [] } : null;
  }

  /** Rank the papers for a text of words, names of authors, topics and dates; all of them, from the newest, for none. */
  async rankText(text, isStale) {
    const [first, last] = this.index.manifest.span;
    const { span, rest, others = [] } = takeDates(text, { first, last });
    const topics = await takeTopics(this.index, rest);
    const found = await this.rankWords(topics.rest, isStale);
    if ((!span && !topics.filters.length) || isStale()) return found;
    const left = await leaveWithin(this.index, found.ranking, topics.filters, [span, ...others]);
    return { ...found, ...left, isPeriod: Boolean(span) && !rest.trim() };
  }

  /** Rank the papers for a text of words and names of authors. */
  async rankWords(text, isStale) {
    if (!text.trim()) return { ranking: this.listed(this.newestFirst()), words: "", authors: [] };
    const { authors, rest } = takeAuthors((await quoteName(this.index, text)).replace(ALIASES, "$1$2s:"));
    if (authors.length) {
      const found = await findAuthors(this.index, authors);
      return { ranking: await this.rankAll(found, rest, isStale), words: rest, authors: found };
    }
    const ranking = await this.rank(rest, isStale);
    const bare = ranking.plain && !hasTitle(ranking) ? withoutSought(rest) : rest;
    if (bare !== rest && !isStale()) return this.rankWords(bare, isStale);
    const named = isStale() || !ranking.plain ? null : await namedFirst(this.index, rest, ranking);
    return named ?? { ranking, words: rest, authors: [] };
  }

  /** Return all papers, those listed last first. */
  newestFirst() {
    return Array.from({ length: this.index.manifest.papers }, (_, place) => this.index.manifest.papers - 1 - place);
  }

  /** Return papers as a ranking that has their order. */
  listed(papers) {
    return { papers, withAllWords: papers.length, tiers: null, terms: new Set(), complete: true, plain: false, suggestion: "" };
  }

  /**
   * Rank the papers of authors for the other words of a query; from the newest if there are none.
   * @param {import("../rank/authors.js").Found[]} authors
   * @returns {Promise<Ranking>}
   */
  async rankAll(authors, rest, isStale) {
    const isTheirs = authorTest(authors);
    if (rest) {
      const ranking = await this.rank(rest, isStale);
      const withAllWords = ranking.papers.slice(0, ranking.withAllWords).filter(isTheirs).length;
      return { ...ranking, papers: ranking.papers.filter(isTheirs), withAllWords };
    }
    return this.listed(this.newestFirst().filter(isTheirs));
  }

  /** Rank the papers for words and phrases. The texts of papers with a phrase's words are read when they are shown. */
  async rank(text, isStale) {
    const { fields, stopWords } = this.index.manifest;
    const taken = takePhrases(text);
    const { phrases, rest, words } = withExcluded(taken, this.index.manifest);
    if (!phrases.length) return this.rankLanguageOrWords(text, isStale);
    const reader = await new PhraseReader(this.index, phrases).open();
    if (isLanguage(rest, fields) && !takeConditions(rest, this.index.manifest)) {
      return { ...(await this.rankLanguageOrWords(`${clausesOf(phrases, stopWords)} ${rest}`.trim(), isStale)), phrases: reader };
    }
    const ranking = words.trim() ? await this.rankLanguageOrWords(words, isStale) : this.listed(this.newestFirst());
    const papers = ranking.papers.filter(wordTest(phrases, ranking.words ?? []));
    return { ...ranking, papers, phrases: reader, withoutQuotes: taken.phrases.length ? words.trim() : "" };
  }

  /** @returns {Promise<Ranking>} */
  async rankLanguageOrWords(text, isStale) {
    const asked = takeConditions(text, this.index.manifest);
    if (asked) return this.rankConditions(asked, isStale);
    const ranking = isLanguage(text, this.index.manifest.fields) ? await this.rankLanguage(text) : null;
    return ranking ?? rankPlainWords(this.index, text, isStale);
  }

  /** Rank the papers that meet conditions by the words beside these; by Lunr's scores if there are none. */
  async rankConditions({ conditions, words }, isStale) {
    const met = conditions ? { ...(await this.rankLanguage(conditions, true)), named: await namedIn(this.index, conditions) } : null;
    if (!words.trim() || isStale()) return met ?? this.listed([]);
    const ranking = await rankPlainWords(this.index, words, isStale);
    return met ? leaveThose(ranking, met) : ranking;
  }

  /** Rank the papers by Lunr's scores, equal ones by their day; return null if the text is not in Lunr's language. */
  async rankLanguage(text, ofWords) {
    const found = await answerLanguage(this.index, text, MAX_WORDS, ofWords);
    if (!found) return null;
    const { scores, terms, complete } = found;
    const papers = [...scores.keys()].sort((a, b) => scores.get(b) - scores.get(a) || b - a);
    return { papers, tiers: null, terms, complete, withAllWords: papers.length, plain: false, suggestion: "" };
  }

  /** Return the ranked papers that a request's filters leave, in the order it asks for. */
  async choose(ranking, request) {
    if (!this.last.text.trim() && !isFiltered(request)) return [];
    const filters = request.filters ?? [];
    this.chosen = await findAuthors(this.index, filters.filter(({ kind, not }) => kind === "author" && !not).map(asAuthor));
    const papers = await filterPapers(this.index, ranking.papers, filters);
    if (request.sort !== "newest") return papers;
    const { recency } = await this.index.days();
    return papers.sort((a, b) => recency[b] - recency[a]);
  }

  /** @returns {Promise<Result>} */
  async result(paper, terms) {
    const record = await this.index.record(paper);
    const known = [...this.last.authors, ...this.chosen];
    const isKnown = (word) => known.some(({ key, name }) => `${key} ${nameKey(name)}`.split(" ").includes(nameKey(word)));
    const { words = [], named = [] } = this.last.ranking;
    const parts = lastNames([...words, ...named], this.index.manifest.fields, paper, this.last.text);
    const authors = nameAuthors(record.authors, paper, known, parts.filter(([key]) => !isKnown(key)));
    const text = `${record.title}\n${record.abstract}`;
    const joins = [...new Set(words.flatMap(({ joins = [] }) => joins))];
    const reasons = reasonsFor(text, joins).map((join) => asReason(text, join));
    const asked = joins.filter(({ typed }) => typed === "short");
    const longForms = asked.map(({ short, long }) => ({ short, words: long.split(" ") }));
    return { ...excerpt(record, terms, longForms), reasons, href: `papers/${record.ref}/`, day: record.day, authors };
  }

  /**
   * Count what the filters of the last request leave. It is done after its answer, which is shown without the counts.
   * @param {Request} request
   * @param {boolean} withTopics whether to count topics, whose files are fetched for it
   * @returns {Promise<object|null>} as from countFacets; null if another request was answered since
   */
  async facets(request, withTopics) {
    const text = textOf(request);
    await this.index.open();
    if (text && this.last.raw !== request.text) return null;
    const { papers, phrases } = text ? this.last.ranking : { papers: this.newestFirst() };
    return countFacets(this.index, phrases ? papers.filter((paper) => phrases.mayPass(paper)) : papers, request.filters ?? [], withTopics);
  }
}

const asAuthor = ({ value }) => ({ name: value, sign: "" });
const textOf = ({ text }) => inOwnSigns(unpasted(truncate(text)));
