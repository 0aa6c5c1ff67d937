/** Words, terms and keys of a text, as the index's builder makes them (generator/search/terms.py, keys.py). */

import { stem } from "./stem.js";

const BETWEEN = /[ \t\n\r\f\v\xa0-]+/;
const PUNCTUATED = /^[^\p{L}\p{N}_]*?([\p{L}\p{N}_]+)[^\p{L}\p{N}_]*?$/u;
const PLAIN = /^[a-z0-9]+$/;
const ASCII = /^[\0-\x7f]*$/;
const OUTER = /^[^\p{L}\p{N}]+|[^\p{L}\p{N}]+$/gu;

/** A text's words in small letters, without punctuation around them where none is within. */
export function wordsOf(text) {
  return text.toLowerCase().split(BETWEEN).filter(Boolean).map(trim);
}

/** lunr.py's trimmer: a word loses outer punctuation unless there is some inside it. */
export function trim(word) {
  return PLAIN.test(word) ? word : (PUNCTUATED.exec(word)?.[1] ?? word);
}

/** A text in small letters without accents, letter by letter. */
export function plain(text) {
  if (ASCII.test(text)) return text.toLowerCase();
  let folded = "";
  for (const char of text.normalize("NFKD").replace(/\p{Mn}/gu, "")) folded += char.toLowerCase();
  return folded;
}

/** Without accents and outer punctuation; empty where nothing else is in it. */
export const fold = (text) => (PLAIN.test(text) ? text : plain(text).replace(OUTER, ""));

/** What a term or word is sorted and looked up by. */
export const keyOf = (term) => fold(term) || term;

/**
 * Where the words of a text stand.
 * @param {string} text
 * @returns {{start: number, end: number, word: string}[]} ends exclusive, outer punctuation left out
 */
export function placesOf(text) {
  const places = [];
  for (const match of text.matchAll(/[^ \t\n\r\f\v\xa0-]+/g)) {
    const lower = match[0].toLowerCase();
    if (PLAIN.test(lower)) {
      places.push({ start: match.index, end: match.index + lower.length, word: lower });
      continue;
    }
    const word = trim(lower);
    const core = PUNCTUATED.exec(match[0])?.[1] ?? match[0];
    const start = match.index + match[0].indexOf(core);
    places.push({ start, end: start + core.length, word });
  }
  return places;
}

const remembered = new Map();

/** The word's term; remembered, as texts repeat their words. */
export function termOf(word) {
  let term = remembered.get(word);
  if (term === undefined) {
    if (remembered.size > 50000) remembered.clear();
    remembered.set(word, (term = stem(word)));
  }
  return term;
}

/**
 * Whether a query is written in Lunr's language (language.js): signs count where a person typing words would not put them,
 * so that titles with a colon, a dash or a ^ within them stay plain words.
 */
export function isLanguage(query, fields) {
  const signs = [
    `(^|\\s)[+-]?(${fields.join("|")}):[^\\s:]`,
    "(^|\\s)[+-][\\p{L}\\p{N}]",
    "[^\\s][~^][0-9]+([\\s~^]|$)",
    "[*]",
    "\\\\[:~^*+\\\\-]",
  ];
  return new RegExp(signs.join("|"), "u").test(query);
}
