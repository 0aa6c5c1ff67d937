/** Invented indexes: files by path, in the form that generator/daybook/search writes. */

import { IndexReader } from "../../theme/static/js/search/index/index_reader.js";

const DIGITS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

/** Encode a number as generator/daybook/search/vlq.py does. */
export function vlq(number) {
  let text = "";
  for (; number > 31; number = Math.floor(number / 32)) text += DIGITS[(number & 31) + 32];
  return text + DIGITS[number];
}

/**
 * Make the index of papers whose titles are one word each, which is the paper's address as well.
 * @param {string[]} words sorted
 * @param {object} manifest fields that differ
 */
export function madeIndex(words, manifest = {}) {
  return {
    "index.json": {
      format: 8, papers: words.length, fields: ["title"], beside: [0], boosts: [3], averages: [1], b: 0.75, k1: 1.2, stop: "the",
      span: ["2025-01-01", "2025-01-01"], days: "daysaaaaaa", lengths: ["lengthsaaa"], topics: "",
      terms: { first: [words[0]], names: "termsaaaaa" },
      words: { first: [words[0]], names: "wordsaaaaa" },
      lookups: { name: "", files: 0 },
      records: { perFile: words.length, perFolder: words.length, folders: "recordsaaa" },
      ...manifest,
    },
    "days/daysaaaaaa.json": { months: [["2025-01", words.length, vlq(1) + vlq(words.length)]], moved: [] },
    "lengths/lengthsaaa.json": "B".repeat(words.length),
    "terms/termsaaaaa.json": words.flatMap((word, paper) => [word, `|${vlq(paper)}:B`]),
    "words/wordsaaaaa.json": words.map((word) => `A${word}`).join(""),
    "papers/recordsaaa/0.json": words.map((word) => [word, word, "2025-01-01"]),
  };
}

const coded = (shards) => ({ ...shards, first: shards.first.map((key) => `A${key}`).join("") });

/**
 * Read files in which the first keys of shards are listed, and do not part the files' names.
 * @param {string[]} [requested] gets the paths of the files that are read
 */
export const readerOf = (files, requested = []) => new IndexReader(loaderOf(files, (path) => requested.push(path)));

/** Return the records of papers as columns: a paper has an address, a title and a day, a lead, authors and the number of others. */
const inColumns = (papers) => Array.from({ length: 6 }, (_, at) => papers.map((paper) => paper[at] ?? (at < 5 ? "" : 0)));

/** @param {(path: string) => void} note is called before a file is read, and may throw */
export function loaderOf(files, note) {
  return async (path) => {
    const short = path.replace(/-\d+(?=\.json$)/, "");
    note(short);
    const file = files[short];
    if (path.startsWith("papers/")) return inColumns(file);
    return short === "index.json" ? { ...file, terms: coded(file.terms), words: coded(file.words) } : file;
  };
}
