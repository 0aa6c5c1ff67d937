/**
 * Conditions among the words of a query: `title:word`, `author:Tarn`, `-word` and `tag:cs.CL` say which papers are meant, and
 * all hold; the other words order these papers. What else Lunr's language has (`+`, `~`, `^`) means what it means there.
 */

import { isLanguage } from "../lunr/language.js";
import { termsOf } from "./query_words.js";

/** Signs of Lunr's language that say how words count, and a `*` alone, which all papers have. */
const WEIGHED = /[~^\\]|(?:^|\s)(?:\+|[-+]?\*(?=\s|$))/;
/** The start of a word, which Lunr compares with stems: "generati*" begins "generating", but not its stem. */
const BEGUN = /(?<=^|\s)([\p{L}\p{N}]{2,})\*(?=\s|$)/gu;
const HYPHENS = /[-\u2010\u2011]/;
/** Fields in whose texts readers look for words. */
const TEXTS = ["title", "abstract"];

/** Return the beginnings of words that a query marks with a `*`, in small letters. */
export const begunIn = (text) => new Set([...text.matchAll(BEGUN)].map(([, start]) => start.toLowerCase()));

/**
 * Part the conditions of a query from its words; null if it is in plain words, or in Lunr's language otherwise.
 * @param {string} text
 * @param {{fields: string[], stopWords: Set<string>}} manifest
 * @returns {{conditions: string, words: string}|null} conditions in Lunr's language, which may be none; words with those that
 *   are looked for in the title or abstract, which order papers as well
 */
export function takeConditions(text, { fields, stopWords }) {
  if (!isLanguage(text, fields) || WEIGHED.test(text)) return null;
  const clause = new RegExp(`^(-?)(?:(${fields.join("|")}):)?(.*[\\p{L}\\p{N}].*)$`, "u");
  const [conditions, words] = [[], []];
  let wasWord = false;
  for (const word of text.split(/\s+/)) {
    const [, sign = "", field = "", term = ""] = clause.exec(word) ?? [];
    const isPattern = term.replace(BEGUN, "").includes("*");
    if (sign || field || isPattern) conditions.push(...clausesOf(sign, field, term, stopWords));
    const isWord = !isPattern && !sign && (!field || TEXTS.includes(field));
    if (isWord) words.push(term || word);
    wasWord = isWord;
  }
  // What stands before a condition is finished.
  if (!wasWord) words.push("");
  return { conditions: conditions.join(" "), words: words.join(" ") };
}

/** Return clauses of Lunr's language: papers must have all parts of a word, or not have it written in one. */
function clausesOf(sign, field, term, stopWords) {
  const parts = sign ? [term.split(HYPHENS).join("")] : term.split(HYPHENS);
  const named = parts.filter((part) => part && !stopWords.has(part.toLowerCase()));
  return named.map((part) => `${sign || "+"}${field && `${field}:`}${part.replaceAll(":", "\\:")}`);
}

/** Look up the words that authors must have, to show whose they are. */
export function namedIn(index, conditions) {
  const names = [...conditions.matchAll(/(?<=^|\s)\+authors:([^\s*]+)(?=\s|$)/g)];
  return Promise.all(names.map(([, name]) => termsOf(index, name.toLowerCase())));
}

/** Leave the papers of a ranking that meet conditions, with the terms of both to mark. */
export function leaveThose(ranking, met) {
  const meets = new Set(met.papers);
  const papers = ranking.papers.filter((paper) => meets.has(paper));
  const withAllWords = ranking.papers.slice(0, ranking.withAllWords).filter((paper) => meets.has(paper)).length;
  const terms = new Set([...ranking.terms, ...met.terms]);
  return { ...ranking, papers, withAllWords, terms, complete: ranking.complete && met.complete, named: met.named };
}
