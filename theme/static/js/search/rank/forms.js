/**
 * Other ways to write a query's words: those that generator/daybook/search/forms.py has for the words of papers, and the
 * British and American spellings of a word.
 */

import { wordsOf } from "../index/text.js";

const SIGNED = /(^|\s)([cfj])(\+\+|#)(?=$|[\s,.;:?!)])/gi;
const SIGNS = { "++": "plusplus", "#": "sharp" };
const GITHUB = /(^|\s)(?:https?:\/\/)?(?:www\.)?github\.com\/(?=[\w-])/gi;
const CJK = /[\u3005-\u3007\u3041-\u309f\u30a1-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7af]{2,}/g;
const SIGN = /^[\u3005-\u3007\u3041-\u309f\u30a1-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7af]$/;
const HYPHENS = /[-\u2010\u2011\u2013]/g;
/** Dashes between words, as in "dose–response" and "1959–1990". */
const DASHES = /(?<=[^\s\p{P}])[\u2010\u2011\u2013\u2014](?=[^\s\p{P}])/gu;
const JOINED = /^[\p{L}\p{N}_]+(?:[-\u2010\u2011\u2013][\p{L}\p{N}_]+)+$/u;
const OUTER = /^[^\p{L}\p{N}_]+|[^\p{L}\p{N}_]+$/gu;

const GREEK_LETTERS = "αβγδεζηθικλμνξοπρστυφχψω";
/** In the letters' order. */
const GREEK_NAMES =
  "alpha beta gamma delta epsilon zeta eta theta iota kappa lambda mu nu xi omicron pi rho sigma tau upsilon phi chi psi omega".split(" ");
const STEMS_IN_OUR =
  "arm|behavi|cand|clam|col|endeav|fav|flav|glam|harb|hon|hum|lab|neighb|od|parl|rig|rum|sav|splend|tum|val|vap|vig";
/** Patterns of one spelling, and the other one. */
const SPELLINGS = [
  [/^([a-z]{2,})2([a-z]{2,})$/, "$1to$2"],
  [/^(\w{3,}[iy])s(e|es|ed|ing|er|ers|ation|ations)$/, "$1z$2"],
  [/^(\w{3,}[iy])z(e|es|ed|ing|er|ers|ation|ations)$/, "$1s$2"],
  [new RegExp(`^((?:dis|mis|multi|un)?(?:${STEMS_IN_OUR}))our(\\w*)$`), "$1or$2"],
  [new RegExp(`^((?:dis|mis|multi|un)?(?:${STEMS_IN_OUR}))or(\\w*)$`), "$1our$2"],
  [/^(calib|cent|fib|lit|lust|meag|met|sceptr?|somb|spect|theat)re(s?)$/, "$1er$2"],
  [/^(calib|cent|fib|lit|lust|meag|met|sceptr?|somb|spect|theat)er(s?)$/, "$1re$2"],
  [/^(\w{2,}[aeiou])ll(ed|ing|er|ers)$/, "$1l$2"],
  [/^(\w{2,}[aeiou])l(ed|ing|er|ers)$/, "$1ll$2"],
  [/^(anal|catal|dial|monol|prol)ogue(s?)$/, "$1og$2"],
  [/^(anal|catal|dial|monol|prol)og(s?)$/, "$1ogue$2"],
  [/^(def|lic|off|pret)ence(s?)$/, "$1ense$2"],
  [/^(def|lic|off|pret)ense(s?)$/, "$1ence$2"],
  [/^(pro)gramme(s?)$/, "$1gram$2"],
  [/^art(e|i)fact(s?)$/, (_, vowel, end) => `art${vowel === "e" ? "i" : "e"}fact${end}`],
  [/^gr(e|a)y(\w*)$/, (_, vowel, end) => `gr${vowel === "e" ? "a" : "e"}y${end}`],
  [/^s(c|k)eptic(\w*)$/, (_, sign, end) => `s${sign === "c" ? "k" : "c"}eptic${end}`],
];

/**
 * Return a query with dashes as hyphens, names such as C++ as words, runs of Chinese or Japanese as pairs of neighbouring signs, and a
 * query of stop words as one word.
 * @param {Set<string>} stopWords
 */
export function queryForms(text, stopWords) {
  const named = text
    .replace(/[\u2018\u2019\u02bc]/g, "'")
    .replace(DASHES, "-")
    .replace(SIGNED, (_, before, name, sign) => `${before}${name.toLowerCase()}${SIGNS[sign]}`)
    .replace(GITHUB, "$1")
    .replace(CJK, (run) => ` ${pairs([...run]).join(" ")} `);
  const words = wordsOf(named);
  const areStopWords = words.length > 1 && words.every((word) => stopWords.has(word));
  return areStopWords ? words.join("") : named;
}

/** Stop words that are also parts of words. */
const PARTICLES = new Set(["by", "in", "off", "on"]);
/** Letters of several words in one, as forms.py has it. */
const LONGEST_RUN = 40;

const pairs = (signs) => signs.slice(1).map((sign, i) => signs[i] + sign);

/** Return whether a word is the form of a name such as C++, to which no word is near. */
export const isSigned = (word) => /^[cfj](?:plusplus|sharp)$/.test(word);

/** Return whether a word is one Chinese, Japanese or Korean sign, which begins the pairs that the index has. */
export const isSign = (word) => SIGN.test(word);

/** Return the words of a text with hyphens in them: without the hyphens, and their parts. */
export function joinedWords(text) {
  const words = text.toLowerCase().split(/\s+/).map((word) => word.replace(OUTER, ""));
  return words.filter((word) => JOINED.test(word)).map((word) => [word.replace(HYPHENS, ""), wordsOf(word.replace(HYPHENS, "-"))]);
}

/** Return neighbouring words as one, with the stop words between them: "chainofthought" of "chain of thought". */
export function neighboursOf(text, stopWords) {
  const words = wordsOf(text);
  const kept = [...words.keys()].filter((place) => !stopWords.has(words[place]));
  return kept.slice(1).map((end, i) => [words.slice(kept[i], end + 1).join(""), [words[kept[i]], words[end]]]);
}

/** Return words with a stop word beside them that may be a part of them: "inpainting" of "in painting", "plugin" of "plug in". */
export function withParticles(text) {
  const words = wordsOf(text);
  const pairs = words.slice(1).map((word, i) => [words[i], word]);
  return pairs.filter((pair) => pair.some((word) => PARTICLES.has(word))).map((pair) => [pair.join(""), pair]);
}

/** Return runs of three and four neighbouring words as one each: "cogvideox" of "cog video x". */
export function runsOf(text) {
  const words = wordsOf(text);
  const runs = [3, 4].flatMap((count) => words.slice(count - 1).map((_, start) => words.slice(start, start + count)));
  return runs.map((parts) => [parts.join(""), parts]).filter(([joined]) => joined.length <= LONGEST_RUN);
}

/** Return the other spellings of a word: "behavior" of "behaviour", "alpha" of "α". */
export function spellingsOf(word) {
  const letter = GREEK_LETTERS.indexOf(word);
  if (word.length === 1 && letter >= 0) return [GREEK_NAMES[letter]];
  return SPELLINGS.filter(([pattern]) => pattern.test(word)).map(([pattern, other]) => word.replace(pattern, other));
}
