/**
 * The index's files: fetched when asked for, once each, and decoded, as generator/daybook/search/encoding.py wrote them:
 * base64 VLQ numbers, gaps, postings. Nothing here knows of queries.
 */

import { fold, keyOf } from "./text.js";

const NAME_LENGTH = 10;
const KNOWN_FORMAT = 2;

const VALUES = new Uint8Array(128);
[..."ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"].forEach((digit, value) => {
  VALUES[digit.charCodeAt(0)] = value;
});

/** @returns {number[]} all numbers of a text */
export function numbers(text) {
  const found = [];
  let value = 0;
  let factor = 1;
  for (let i = 0; i < text.length; i++) {
    const digit = VALUES[text.charCodeAt(i)];
    value += (digit & 31) * factor;
    if (digit & 32) factor *= 32;
    else {
      found.push(value);
      value = 0;
      factor = 1;
    }
  }
  return found;
}

/** @returns {number[]} rising numbers from their gaps */
export function fromGaps(text) {
  let last = 0;
  return numbers(text).map((gap) => (last += gap));
}

const GROUPS = 8;

/**
 * @typedef {{papers: number[], counts: number[]}} Found papers of one field, and how often each holds the term
 * @param {string} text one part of a term's postings
 * @returns {Found}
 */
function part(text) {
  const papers = [];
  const counts = [];
  const groups = text.split(",");
  for (let group = 0; group < groups.length; group++) {
    const found = numbers(groups[group]);
    const step = group < GROUPS - 1 ? 1 : 2;
    for (let i = 0, last = 0; i < found.length; i += step) {
      papers.push((last += found[i]));
      counts.push(step === 1 ? group + 1 : found[i + 1]);
    }
  }
  return { papers, counts };
}

/**
 * @param {string} text a term's postings: name, then each field, split by |
 * @returns {{names: Found, fields: (Found|null)[]}} null for fields without the term
 */
export function postings(text) {
  const [names, ...fields] = text.split("|");
  return { names: part(names), fields: fields.map((field) => (field ? part(field) : null)) };
}

/** @returns {string[]} words that each say how much they share with the one before */
export function unfront(text) {
  let before = "";
  return text.split("\n").map((line) => (before = before.slice(0, VALUES[line.charCodeAt(0)]) + line.slice(1)));
}

/** The index was replaced while this one was open: a file it names is gone. */
export class Outdated extends Error {}

/** A file could not be fetched or read. */
export class Unreachable extends Error {}

/**
 * Lunr's weight of a term in a field of a paper (Okapi BM25), rounded to three decimals as Lunr's are.
 * @param {number} rarity Lunr's idf
 */
export function weight(rarity, count, length, average, boost, { b, k1 }) {
  const score = (rarity * ((k1 + 1) * count)) / (k1 * (1 - b + b * (length / average)) + count);
  return Math.round(score * boost * 1000) / 1000;
}

/** Place of the last of the sorted keys that is not after the key; 0 where all are. */
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

/**
 * Each paper's place from the oldest day to the newest. Papers are numbered by their first day; those listed
 * again since (`moved`: gaps between their numbers, then their places) stand elsewhere.
 */
function placesIn({ papers, moved }) {
  const places = new Uint32Array(papers);
  const [those, theirs] = moved ? [fromGaps(moved[0]), numbers(moved[1])] : [[], []];
  const taken = new Set(theirs);
  const elsewhere = new Map(those.map((paper, i) => [paper, theirs[i]]));
  for (let paper = 0, next = 0; paper < papers; paper++) {
    if (elsewhere.has(paper)) places[paper] = elsewhere.get(paper);
    else {
      while (taken.has(next)) next++;
      places[paper] = next++;
    }
  }
  return places;
}

const nameAt = (names, place) => names.slice(place * NAME_LENGTH, (place + 1) * NAME_LENGTH);

export class Archive {
  /** @param {(path: string) => Promise<unknown>} load gives a file's JSON; throws Outdated or Unreachable */
  constructor(load) {
    this.load = load;
    this.held = new Map();
  }

  /** A file, asked for once; one that failed is asked for again next time. */
  file(path, decode) {
    let held = this.held.get(path);
    if (!held) {
      held = this.load(path).then(decode);
      held.catch(() => this.held.delete(path));
      this.held.set(path, held);
    }
    return held;
  }

  async open() {
    this.manifest = await this.file("index.json", (manifest) => {
      if (manifest.format !== KNOWN_FORMAT) throw new Outdated("another form of index");
      return { ...manifest, stop: new Set(manifest.stop.split(" ")), places: placesIn(manifest) };
    });
    return this.manifest;
  }

  /** @returns {Promise<Map<string, object>>} the terms of a shard with their postings, decoded when first used */
  shard(place) {
    return this.file(`terms/${nameAt(this.manifest.terms.names, place)}.json`, (flat) => {
      const terms = new Map();
      for (let i = 0; i < flat.length; i += 2) terms.set(flat[i], { text: flat[i + 1], key: keyOf(flat[i]) });
      return terms;
    });
  }

  /**
   * The terms whose keys lie between two keys, both included, at most `most` shards of them.
   * @returns {Promise<[string, object][]>}
   */
  async termsBetween(first, last, most = Infinity) {
    const keys = this.manifest.terms.first;
    if (!keys.length) return [];
    const from = placeOf(keys, first);
    const to = Math.min(placeOf(keys, last), from + most - 1);
    const shards = await Promise.all(Array.from({ length: to - from + 1 }, (_, i) => this.shard(from + i)));
    return shards.flatMap((shard) => [...shard].filter(([, entry]) => entry.key >= first && entry.key <= last));
  }

  /** How many shards lie between two keys. */
  shardsBetween(first, last) {
    const keys = this.manifest.terms.first;
    return keys.length ? placeOf(keys, last) - placeOf(keys, first) + 1 : 0;
  }

  /** The postings of one term of the index, or null. */
  async term(term) {
    if (!this.manifest.terms.first.length) return null;
    const shard = await this.shard(placeOf(this.manifest.terms.first, keyOf(term)));
    const entry = shard.get(term);
    return entry ? this.decoded(term, entry) : null;
  }

  /** The postings of many terms, from at most so many shards; terms that the index lacks are left out. */
  async terms(terms, most) {
    const keys = this.manifest.terms.first;
    const shards = new Set();
    const taken = terms.filter((term) => {
      const place = placeOf(keys, keyOf(term));
      return shards.has(place) || (shards.size < most && shards.add(place));
    });
    const found = await Promise.all(taken.map((term) => this.term(term)));
    return { terms: found.filter(Boolean), whole: taken.length === terms.length };
  }

  /** A shard's entry with its postings; `rarity` is Lunr's idf, over all fields. */
  decoded(term, entry) {
    if (!entry.postings) {
      const { names, fields } = postings(entry.text);
      const found = fields.reduce((sum, field) => sum + (field ? field.papers.length : 0), 0);
      const { papers } = this.manifest;
      const rarity = Math.log(1 + Math.abs((papers - found + 0.5) / (found + 0.5)));
      entry.postings = { term, names, fields, found, rarity };
    }
    return entry.postings;
  }

  words(place) {
    return this.file(`words/${nameAt(this.manifest.words.names, place)}.json`, unfront);
  }

  /** The words whose keys begin so, in at most `most` files; all words where nothing is given. */
  async wordsFrom(beginning, most = Infinity) {
    const keys = this.manifest.words.first;
    if (!keys.length) return [];
    const from = beginning ? placeOf(keys, beginning) : 0;
    const end = beginning ? placeOf(keys, beginning + "\uffff") : keys.length - 1;
    const to = Math.min(end, from + most - 1);
    const files = await Promise.all(Array.from({ length: to - from + 1 }, (_, i) => this.words(from + i)));
    const words = files.flat();
    return beginning ? words.filter((word) => word.startsWith(beginning) || fold(word).startsWith(beginning)) : words;
  }

  /** Fetches the postings of all terms that begin so, where they lie in few files. */
  async foresee(beginning, most) {
    const { first } = this.manifest.terms;
    if (!beginning || !first.length) return;
    const [from, to] = [placeOf(first, beginning), placeOf(first, beginning + "\uffff")];
    if (to - from < most) await Promise.all(Array.from({ length: to - from + 1 }, (_, i) => this.shard(from + i)));
  }

  /** How many terms of a field each paper has; null for a field that none has. */
  async lengths(field) {
    const { fields, lengths } = this.manifest;
    if (!lengths[field]) return null;
    const decoded = (texts) => Object.entries(texts).map(([name, text]) => [name, Uint32Array.from(numbers(text))]);
    const held = await this.file(`lengths/${lengths[field]}.json`, (texts) => new Map(decoded(texts)));
    return held.get(fields[field]) ?? null;
  }

  /** @returns {Promise<[string, number[]][]>} topics with the papers that have them, commonest first */
  topics() {
    const name = this.manifest.topics;
    if (!name) return Promise.resolve([]);
    return this.file(`topics/${name}.json`, (topics) => topics.map(([topic, gaps]) => [topic, fromGaps(gaps)]));
  }

  /** What results show of a paper. */
  async record(paper) {
    const { perFile, perFolder, folders } = this.manifest.records;
    const folder = nameAt(folders, Math.floor(paper / perFolder));
    const file = Math.floor((paper % perFolder) / perFile);
    const records = await this.file(`papers/${folder}/${file}.json`, (records) => records);
    const [ref, title, day, abstract = "", authors = ""] = records[paper % perFile];
    return { ref, title, day, abstract, authors };
  }
}
