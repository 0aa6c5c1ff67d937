/**
 * Answers queries over an archive: looks up what the query needs, lets rank/ranking.js or lunr/scores.js rank, then
 * filters, counts and fills in what the screen shows. Runs in the worker; in tests, in Node.
 */

import { Outdated } from "../index/archive.js";
import { FIRST, MEASURED, nearest, rank, reread, SCREEN, tolerance } from "../rank/ranking.js";
import { counted, mask, monthFinder, shown } from "../rank/excerpt.js";
import { fold, isLanguage, keyOf, plain, termOf, wordsOf } from "../index/text.js";

/** Longest query looked at, in UTF-16 units and in words: a pasted abstract fits, a pasted book does not. */
const MOST_LETTERS = 2000;
const MOST_WORDS = 64;
/** Guesses for the word being typed, and files of words and postings they may come from: few for one letter or two. */
const MOST_BEGUN = 48;
const MOST_FILES = 12;
const filesFor = (beginning) => Math.min(MOST_FILES, 4 ** (beginning.length - 1));

/**
 * @typedef {{text: string, year?: string, month?: string, topic?: string, sort?: string, from?: number}} Request
 * @typedef {{papers: number[], tiers: Uint16Array|null, terms: Set<string>, whole: boolean,
 *   all: number, plain: boolean, suggestion: string}} Ranking `all` counts papers with all words; `whole` says
 *   that no term was left out
 */

export class Engine {
  /** @param {import("../index/archive.js").Archive} archive */
  constructor(archive) {
    this.archive = archive;
    this.monthOf = null;
    this.last = { text: null, ranking: null };
  }

  /**
   * Fetches what every query that begins so needs, while it is typed: what any needs, the words that are
   * finished, and of the last one the postings that it needs however it goes on.
   */
  async foresee(text) {
    const { stop, fields } = await this.archive.open();
    const needed = MEASURED.map((field) => this.archive.lengths(field));
    if (!isLanguage(text, fields)) {
      const words = wordsOf(shortened(text)).slice(0, MOST_WORDS);
      const last = /\s$/.test(text) ? undefined : words.pop();
      needed.push(...words.filter((word) => !stop.has(word)).map((word) => this.known(word)));
      if (last) needed.push(this.archive.foresee(fold(last), 1));
    }
    await Promise.all(needed);
  }

  /**
   * @param {Request} request
   * @param {{stale?: () => boolean, early?: (beginning: object) => void}} [asker] `stale` tells whether a newer
   *   question was asked, so that this one may be given up; `early` is told an answer whose screen is not whole yet
   * @returns {Promise<object|null>} null where it was given up
   */
  async search(request, { stale = () => false, early = () => {} } = {}) {
    await this.archive.open();
    const text = shortened(request.text);
    if (this.last.text !== text) {
      const ranking = await this.ranking(text, stale);
      if (stale()) return null;
      this.last = { text, ranking };
    }
    const { ranking } = this.last;
    const chosen = await this.filter(ranking, request);
    if (stale()) return null;
    const from = request.from ?? 0;
    const screen = chosen.slice(from, from + SCREEN);
    const ranked = from === 0 && ranking.tiers && request.sort !== "newest";
    const results = async (papers) => {
      const order = ranked ? await this.reread(text, papers, ranking) : papers;
      return Promise.all(order.map((paper) => this.result(paper, ranking.terms)));
    };
    const { all, plain, suggestion, whole } = ranking;
    const cut = text.length < request.text.trim().length;
    const answer = { total: chosen.length, all, plain, suggestion, cut, whole };
    const first = await results(screen.slice(0, from === 0 ? FIRST : SCREEN));
    if (first.length === screen.length) return { ...answer, results: first };
    if (stale()) return null;
    early({ ...answer, results: first });
    return { ...answer, results: [...first, ...(await results(screen.slice(first.length)))] };
  }

  async result(paper, terms) {
    const record = await this.archive.record(paper);
    return { ...shown(record, terms), href: `papers/${record.ref}/`, day: record.day, authors: record.authors };
  }

  async reread(text, papers, { tiers }) {
    const folded = (text) => wordsOf(text).map(keyOf);
    const read = async (paper) => {
      const { title, abstract } = await this.archive.record(paper);
      return { paper, tier: tiers[paper], title: folded(title), rest: plain(abstract) };
    };
    return reread([...new Set(folded(text))], !/\s$/.test(text), await Promise.all(papers.map(read)));
  }

  /** @returns {Promise<Ranking>} */
  async ranking(text, stale) {
    if (!isLanguage(text, this.archive.manifest.fields)) return this.person(text, stale);
    return (await this.lunr(text)) ?? this.person(text, stale);
  }

  /** Lunr's own answer to a query in its language, equal scores by the newer day; null where it is not. */
  async lunr(text) {
    const { answer } = await import("../lunr/scores.js");
    const found = await answer(this.archive, text, MOST_WORDS);
    if (!found) return null;
    const { scores, terms, whole } = found;
    const { places } = this.archive.manifest;
    const papers = [...scores.keys()].sort((a, b) => scores.get(b) - scores.get(a) || places[b] - places[a]);
    return { ...nothing(), papers, terms, whole, all: papers.length, plain: false };
  }

  /** The answer to plain words. */
  async person(text, stale) {
    const { stop } = this.archive.manifest;
    const words = wordsOf(text);
    const typing = words.length > 0 && !/\s$/.test(text) ? words[words.length - 1] : "";
    const kept = words.filter((word, place) => !stop.has(word) || (typing && place === words.length - 1));
    const asked = [...new Set(kept)].slice(0, MOST_WORDS);
    let slots = await Promise.all(asked.map((word) => this.slot(word, word === typing, stop)));
    slots = different(slots);
    if (!slots.length || stale()) return nothing();
    const lengths = await this.lengths();
    let ranked = rank(slots, lengths, this.archive.manifest);
    let spelled = slots.some((slot) => slot.spelled);
    if (ranked.whole === 0 && slots.length <= 8) {
      const wider = await Promise.all(slots.map((slot) => this.respelled(slot)));
      const again = rank(wider, lengths, this.archive.manifest);
      if (again.whole > 0) [ranked, slots, spelled] = [again, wider, true];
    }
    const terms = new Set(slots.flatMap((slot) => [...slot.exact, ...slot.guesses].map((term) => term.term)));
    const suggestion = spelled ? suggest(text, slots) : "";
    return { ...nothing(), papers: ranked.papers, tiers: ranked.tiers, terms, all: ranked.whole, suggestion };
  }

  lengths() {
    const { fields } = this.archive.manifest;
    return Promise.all(fields.map((_, field) => (MEASURED.includes(field) ? this.archive.lengths(field) : null)));
  }

  /** What a word means: the terms it is, and terms it may be. */
  async slot(word, typing, stop) {
    const begun = typing ? this.begun(word) : [];
    const { exact, longer } = stop.has(word) ? { exact: [], longer: [] } : await this.known(word);
    const guesses = [...new Set([...longer, ...(await begun)])].filter((term) => !exact.includes(term));
    const slot = { word, exact, guesses, optional: stop.has(word) };
    return exact.length || guesses.length || slot.optional ? slot : this.respelled(slot);
  }

  /**
   * The terms that are the word, with accents and outer punctuation or without, and those that lead on from it
   * with a figure or a sign: names are remembered without their version. These stand next to it in the index.
   */
  async known(word) {
    const keys = new Set([keyOf(termOf(word)), keyOf(termOf(fold(word) || word))]);
    const found = await Promise.all([...keys].map((key) => this.archive.termsBetween(key, key + ":", 2)));
    const [exact, longer] = [new Set(), new Set()];
    for (const [term, entry] of found.flat()) {
      if (keys.has(entry.key)) exact.add(this.archive.decoded(term, entry));
      else if (!/\d$/.test(word) || !/^\d/.test(entry.key.slice(word.length))) longer.add(this.archive.decoded(term, entry));
    }
    return { exact: [...exact], longer: [...longer] };
  }

  /** The terms of the words that begin so. */
  async begun(beginning) {
    const folded = fold(beginning);
    if (!folded) return [];
    this.archive.foresee(folded, 2).catch(() => {});
    const words = await this.archive.wordsFrom(folded, filesFor(folded));
    const terms = new Set(words.sort((a, b) => a.length - b.length).map(termOf));
    return (await this.archive.terms([...terms].slice(0, MOST_BEGUN), filesFor(folded))).terms;
  }

  /** The word with its nearest spellings as guesses. */
  async respelled(slot) {
    const word = fold(slot.word);
    if (!tolerance(word) || slot.optional) return slot;
    const near = await this.near(word);
    const { terms } = await this.archive.terms([...new Set(near.map(termOf))], MOST_FILES);
    const guesses = terms.filter((term) => !slot.exact.includes(term));
    const best = guesses.reduce((a, b) => (a && a.found >= b.found ? a : b), null);
    const spelled = best && near.find((word) => termOf(word) === best.term);
    return { ...slot, guesses: [...new Set([...slot.guesses, ...guesses])], spelled };
  }

  /** Words near a word: first those whose first letter is right, or was swapped or doubled; then any, or any
   * that hold it, as the address of a paper's code may. */
  async near(word) {
    const starts = [...new Set([word[0], word[1]])];
    const known = async (beginning) => {
      const words = await this.archive.wordsFrom(beginning);
      return words.map((each) => [fold(each), each]).filter(([folded]) => folded !== word);
    };
    const first = nearest(word, (await Promise.all(starts.map(known))).flat());
    if (first.length) return first;
    const all = await known("");
    const holding = word.length < 5 ? [] : all.filter(([folded]) => folded.includes(word)).map(([, each]) => each);
    return holding.length ? holding.slice(0, MOST_BEGUN) : nearest(word, all);
  }

  /** The ranking's papers under the filters, in the order asked for. */
  async filter({ papers }, { topic, year, month, sort }) {
    const { places } = this.archive.manifest;
    const having = topic ? await this.having(topic) : null;
    const during = this.during(month || year);
    const chosen = papers.filter((paper) => (!having || having[paper]) && during(paper));
    return sort === "newest" ? chosen.sort((a, b) => places[b] - places[a]) : chosen;
  }

  /**
   * For each filter, what choosing its values would give: of the question last answered, after its answer,
   * which is shown without it.
   * @param {Request} request
   * @returns {Promise<{months: [string, number][], topics: [string, number][]}|null>} null where another was answered
   */
  async facets({ text, topic, year, month }) {
    if (this.last.text !== shortened(text)) return null;
    const { papers } = this.last.ranking;
    const having = topic ? await this.having(topic) : null;
    const topics = await this.archive.topics();
    const timely = mask(papers.filter(this.during(month || year)), this.archive.manifest.papers);
    return {
      months: counted((having ? papers.filter((paper) => having[paper]) : papers).map(this.months())),
      topics: topics
        .map(([each, those]) => [each, those.reduce((sum, paper) => sum + timely[paper], 0)])
        .filter(([each, count]) => count > 0 || each === topic),
    };
  }

  /** A one for each paper that has the topic. */
  async having(topic) {
    const topics = await this.archive.topics();
    return mask(topics.find(([each]) => each === topic)?.[1] ?? [], this.archive.manifest.papers);
  }

  /** A test for papers of a month or year; all pass where none is given. */
  during(time) {
    const monthOf = time ? this.months() : null;
    return (paper) => !time || monthOf(paper).startsWith(time);
  }

  months() {
    const { months, places } = this.archive.manifest;
    return (this.monthOf ??= monthFinder(months, places));
  }

  /** Forgets all files: the index was replaced. */
  reset() {
    this.archive.held.clear();
    this.monthOf = null;
    this.last = { text: null, ranking: null };
  }

  /** As `search`, over a new index where the one at hand was replaced meanwhile. */
  async answer(request, asker) {
    try {
      return await this.search(request, asker);
    } catch (error) {
      if (!(error instanceof Outdated)) throw error;
      this.reset();
      return this.search(request, asker);
    }
  }
}

const nothing = () => ({ papers: [], tiers: null, terms: new Set(), whole: true, all: 0, plain: true, suggestion: "" });

function shortened(text) {
  const trimmed = text.trimStart();
  if (trimmed.length <= MOST_LETTERS) return trimmed;
  return trimmed.slice(0, MOST_LETTERS).replace(/\s\S*$/, " ");
}

/** Leaves out words that mean the same terms as one before, and stop words that begin no other word. */
function different(slots) {
  const seen = new Set();
  return slots.filter((slot) => {
    if (slot.optional && (!slot.guesses.length || slots.length > 1)) return false;
    const mark = slot.exact.length ? slot.exact.map((term) => term.term).join(" ") : `?${slot.word}`;
    return !seen.has(mark) && seen.add(mark);
  });
}

/** The query with its unknown words in the spelling that most papers have. */
function suggest(text, slots) {
  const better = new Map(slots.filter((slot) => slot.spelled && !slot.exact.length).map((slot) => [slot.word, slot.spelled]));
  if (!better.size) return "";
  return text.split(/(\s+|-)/).map((word) => better.get(wordsOf(word)[0]) ?? word).join("").trim();
}
