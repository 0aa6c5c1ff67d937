/** Reads the search index: fetches each file once, when it is needed, and decodes it. It knows nothing of queries. */

import { addressOf } from "../../site/address.js";
import { idf } from "./bm25.js";
import { byKey, crc32, decodeDays, decodeGaps, decodeNumbers, decodeOffers, decodePlaces, decodePostings, decodeWords } from "./decoding.js";
import { termOf } from "./stemmer.js";
import { fold, keyOf } from "./text.js";

const NAME_LENGTH = 10;
const KNOWN_FORMAT = 8;
/** Papers in a file of records up to which these have whole abstracts. */
export const UNCUT = 2;
/** From so many shards of terms on, they are as many as there may be, and larger than files of words. */
const LARGE = 800;
/** Sorts after every text that begins with the same prefix. */
const LAST = "\uffff";

/** The index was replaced while this one was open: a file it names is gone. */
export class Outdated extends Error {}

/** A file could not be fetched or parsed. */
export class Unreachable extends Error {}

/**
 * @typedef {import("./decoding.js").Occurrences} Occurrences
 * @typedef {{term: string, names: Occurrences, fields: (Occurrences|null)[], telling?: number[], found: number, idf: number,
 *   sources: Postings[], counts: string|undefined}} Postings `found` sums the papers of all fields; `sources` are those that it was made from
 */

/** Return the place of the last of the sorted keys that is not after a key; 0 if all are. */
export function placeOf(keys, key) {
  let low = 0;
  let high = keys.length;
  while (high - low > 1) {
    const middle = (low + high) >> 1;
    if (keys[middle] <= key) low = middle;
    else high = middle;
  }
  return low;
}

const range = (from, to) => Array.from({ length: to - from + 1 }, (_, i) => from + i);
const nameAt = (names, place, length = NAME_LENGTH) => names.slice(place * length, (place + 1) * length);

/** Return the first keys of shards, and a function that gives the path of one. */
function shardsOf(kind, { first: coded, names }) {
  const first = decodeWords(coded);
  const pathAt = (place) => `${kind}/${nameAt(names, place, names.length / first.length)}-${crc32(first[place])}.json`;
  return { first, pathAt };
}

function parseManifest(manifest) {
  if (manifest.format !== KNOWN_FORMAT) throw new Outdated(`index format ${manifest.format}`);
  const kinds = ["terms", "words"].map((kind) => [kind, shardsOf(kind, manifest[kind])]);
  return { ...manifest, ...Object.fromEntries(kinds), stopWords: new Set(manifest.stop.split(" ")) };
}

/** @typedef {{name: string, slug: string, short: string, file: string, at: number}} Topic `at` is its place in a file */

/** @returns {Topic[]} */
function decodeTopics({ topics, first, names }) {
  return topics.map(([name, slug, short = ""], place) => {
    const run = placeOf(first, place);
    const follows = name.toLowerCase().replace(/[^a-z0-9]+/g, "-").replace(/^-|-$/g, "");
    return { name, slug: slug || follows, short, file: nameAt(names, run), at: place - first[run] };
  });
}

export class IndexReader {
  /** @param {(path: string) => Promise<unknown>} load fetches a file's JSON; rejects with Outdated or Unreachable */
  constructor(load) {
    this.load = load;
    this.files = new Map();
  }

  /** Fetch and decode a file once; one that failed is fetched again the next time. */
  file(path, decode) {
    let file = this.files.get(path);
    if (!file) {
      file = this.load(path).then(decode);
      file.catch(() => this.files.delete(path));
      this.files.set(path, file);
    }
    return file;
  }

  async open() {
    this.manifest = await this.file("index.json", parseManifest);
    return this.manifest;
  }

  /** Forget all files, as the index was replaced. */
  reset() {
    this.files.clear();
  }

  /**
   * @returns {Promise<Map<string, object>>} a shard's terms with their postings, which are decoded when first used, or with the
   *   number of papers that define an acronym
   */
  shard(place) {
    return this.file(this.manifest.terms.pathAt(place), (flat) => {
      const terms = new Map();
      for (let i = 0; i < flat.length; i += 2) {
        const [term, held] = [flat[i], flat[i + 1]];
        terms.set(term, { key: keyOf(term), ...(typeof held === "number" ? { text: "", papers: held } : { text: held }) });
      }
      return terms;
    });
  }

  /**
   * Return the entries of terms whose keys lie between two keys, both included, out of the first `maxShards` shards.
   * @returns {Promise<[string, object][]>}
   */
  async termsBetween(first, last, maxShards = Infinity) {
    const keys = this.manifest.terms.first;
    if (!keys.length) return [];
    const from = placeOf(keys, first);
    const to = Math.min(placeOf(keys, last), from + maxShards - 1);
    const shards = await Promise.all(range(from, to).map((place) => this.shard(place)));
    const entries = shards.flatMap((shard) => [...shard].filter(([, entry]) => entry.key >= first && entry.key <= last));
    await Promise.all(entries.map(([term, entry]) => this.findStem(term, entry)));
    return entries;
  }

  /** Find the stem of a title's word, to whose papers its postings refer; mostly it is in the same shard. */
  async findStem(term, entry) {
    if (entry.text.startsWith("~")) entry.stem ??= await this.postings(term.slice(0, term.indexOf("_")));
  }

  /** Return how many shards hold the keys between two keys. */
  countShards(first, last) {
    const keys = this.manifest.terms.first;
    return keys.length ? placeOf(keys, last) - placeOf(keys, first) + 1 : 0;
  }

  /** Fetch the postings of all terms that begin with a prefix, if they lie in at most `maxShards` shards. */
  async prefetchTerms(prefix, maxShards) {
    const keys = this.manifest.terms.first;
    if (!prefix || !keys.length) return;
    const [from, to] = [placeOf(keys, prefix), placeOf(keys, prefix + LAST)];
    if (to - from < maxShards) await Promise.all(range(from, to).map((place) => this.shard(place)));
  }

  /** @returns {Promise<Postings|null>} null if the index lacks the term */
  async postings(term) {
    if (!this.manifest.terms.first.length) return null;
    const shard = await this.shard(placeOf(this.manifest.terms.first, keyOf(term)));
    const entry = shard.get(term);
    if (!entry || entry.papers) return null;
    await this.findStem(term, entry);
    return this.decode(term, entry);
  }

  /** Return whether the index may have a term: if its shard is not at hand, by the words, whose files are smaller. */
  async mayHave(term) {
    const [{ first, pathAt }, key] = [this.manifest.terms, keyOf(term)];
    if (first.length < LARGE || this.files.has(pathAt(placeOf(first, key)))) return true;
    // A stem may have another last letter than its words.
    return (await this.wordsFrom(key.slice(0, -1))).some((word) => keyOf(termOf(word)) === key);
  }

  /**
   * Return the postings of those terms that the index has, out of at most `maxShards` shards.
   * @returns {Promise<{found: Postings[], complete: boolean}>} not complete if more shards were needed
   */
  async postingsOfAll(terms, maxShards) {
    const keys = this.manifest.terms.first;
    const shards = new Set();
    const taken = terms.filter((term) => {
      const place = placeOf(keys, keyOf(term));
      return shards.has(place) || (shards.size < maxShards && shards.add(place));
    });
    const found = await Promise.all(taken.map((term) => this.postings(term)));
    return { found: found.filter(Boolean), complete: taken.length === terms.length };
  }

  /** @returns {Postings} those of a shard's entry */
  decode(term, entry) {
    if (!entry.postings) {
      const [text, counts] = entry.text.split("#");
      const { stem } = entry;
      const postings = stem ? decodePlaces(text.slice(1), stem.fields, this.manifest.fields.indexOf("forms")) : decodePostings(text);
      const found = postings.fields.reduce((sum, field) => sum + (field ? field.papers.length : 0), 0);
      entry.postings = { term, ...postings, found, idf: idf(found, this.manifest.papers), counts };
      entry.postings.sources = [entry.postings];
    }
    return entry.postings;
  }

  /** @returns {Promise<Postings>} the same with all counts, which the shards lack for terms of very many abstracts */
  async withCounts(postings) {
    const { term, counts } = postings;
    if (!counts) return postings;
    const texts = await this.file(`counts/${counts}.json`, byKey);
    // Of two clauses that mean one term, the boosts are added.
    return (postings.counted ??= { ...postings, ...decodePostings(texts.get(term)) });
  }

  /**
   * Return the words whose keys begin with a prefix, out of the first `maxFiles` files; all words if it is empty.
   * @param {(from: string, to: string) => boolean} [isWanted] whether a word between two keys may be, the second excluded
   */
  async wordsFrom(prefix, maxFiles = Infinity, isWanted = () => true) {
    const { first, pathAt } = this.manifest.words;
    if (!first.length) return [];
    const from = prefix ? placeOf(first, prefix) : 0;
    const end = prefix ? placeOf(first, prefix + LAST) : first.length - 1;
    const after = (place) => (place < end ? first[place + 1] : prefix + LAST);
    const mayHave = (place) => isWanted(prefix > first[place] ? prefix : first[place], after(place));
    const places = range(from, Math.min(end, from + maxFiles - 1)).filter(mayHave);
    const words = (await Promise.all(places.map((place) => this.file(pathAt(place), decodeWords)))).flat();
    return prefix ? words.filter((word) => word.startsWith(prefix) || fold(word).startsWith(prefix)) : words;
  }

  /** Return the words as titles write them whose keys begin with a prefix, and others of their files. */
  async writtenFrom(prefix) {
    const list = this.manifest.written;
    if (!list) return [];
    const { first, names } = await this.file(`written/${list}.json`, (files) => files);
    const places = range(placeOf(first, prefix), placeOf(first, prefix + LAST));
    return (await Promise.all(places.map((place) => this.file(`written/${nameAt(names, place)}.json`, decodeWords)))).flat();
  }

  /** @returns {Promise<import("./decoding.js").Days>} the days of all papers */
  days() {
    return this.file(`days/${this.manifest.days}.json`, (file) => decodeDays(this.manifest.papers, file));
  }

  /** @returns {Promise<number[]>} how many terms of a field each paper has; none if no paper has any */
  lengths(field) {
    const name = this.manifest.lengths[field];
    return name ? this.file(`lengths/${name}.json`, decodeNumbers) : Promise.resolve([]);
  }

  /** Return the papers that days of a year list last, as the postings of a term; null if there are none. */
  async postingsOfYear(year) {
    const { papers: count, fields, span } = this.manifest;
    if (year < span[0].slice(0, 4) || year > span[1].slice(0, 4)) return null;
    const { months, dayOf } = await this.days();
    if (!months.some(([month]) => month.startsWith(year))) return null;
    const papers = Array.from({ length: count }, (_, paper) => paper).filter((paper) => dayOf(paper).startsWith(year));
    const occurrences = { papers, counts: papers.map(() => 1), lengths: [] };
    const inLast = fields.map((_, field) => (field === fields.length - 1 ? occurrences : null));
    const names = { papers: [], counts: [], lengths: [] };
    return { term: year, names, fields: inLast, found: papers.length, idf: idf(papers.length, count), sources: [] };
  }

  /** @returns {Promise<Topic[]>} the topics that have pages, those of most papers first */
  topics() {
    const name = this.manifest.topics;
    return name ? this.file(`topics/${name}.json`, decodeTopics) : Promise.resolve([]);
  }

  /** @returns {Promise<number[]>} the papers of a topic, which share a file with those of others */
  async papersOfTopic({ file, at }) {
    return decodeGaps((await this.file(`topics/${file}.json`, (texts) => texts))[at]);
  }

  /** @returns {Promise<{pages: object[], related: string[]}|undefined>} what there is for a key besides papers */
  async offersOf(key) {
    const list = this.manifest.offers;
    if (!list) return undefined;
    const { first, names } = await this.file(`offers/${list}.json`, (files) => files);
    return (await this.file(`offers/${nameAt(names, placeOf(first, key))}.json`, decodeOffers)).get(key);
  }

  /** @returns {Promise<number[]>} the papers with an author of this name, given by its key, or with "=" and an identifier */
  papersOf = async (key) => decodeGaps(await this.lookup(key));
  /** @returns {Promise<number[]>} each paper that "=" and the beginning of a number have, with how its number goes on */
  endingsOf = async (key) => decodeNumbers(await this.lookup(key));

  async lookup(key) {
    const { name, files } = this.manifest.lookups;
    return files && key ? ((await this.file(`lookups/${name}/${crc32(key) % files}.json`, byKey)).get(key) ?? "") : "";
  }

  /** Return the fields of a paper that results show. */
  async record(paper) {
    const { perFile, perFolder, folders } = this.manifest.records;
    const folder = nameAt(folders, Math.floor(paper / perFolder));
    const file = Math.floor((paper % perFolder) / perFile);
    const columns = await this.file(`papers/${folder}/${file}.json`, (columns) => columns);
    const [address, title, day, abstract, shown, more] = columns.map((column) => column[paper % perFile]);
    const ref = typeof address === "number" ? addressOf(day.slice(0, 4), address, title) : address;
    const authors = more ? `${shown} and ${more} more` : shown;
    return { ref, title, day, abstract, authors, isCut: perFile > UNCUT && (!abstract || abstract.endsWith("…")) };
  }
}
