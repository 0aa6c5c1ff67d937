/** Words as papers write them: terms that tell "AIME" from "aims", made as generator/daybook/search/written.py makes them. */

import { termOf } from "../index/stemmer.js";

const NAME = /^[A-Za-z0-9]*[A-Z][A-Za-z0-9]*[A-Z][A-Za-z0-9]*$/;
const LONGEST_ACRONYM = 5;
const OUTER = /^[^\p{L}\p{N}_]+|[^\p{L}\p{N}_]+$/gu;

/** Return the terms of a word as titles write it, and of the name that is so written in small letters. */
export function writtenTerms(word) {
  const stem = termOf(word);
  let shared = 0;
  while (shared < stem.length && stem[shared] === word[shared]) shared++;
  const term = `${stem}_${word.slice(shared)}_`;
  return { inTitles: term, asName: `${term}n_` };
}

/** Return whether a term is one of these. */
export const isWritten = (term) => term.endsWith("_") && term.includes("_", 1);

/**
 * Return the words of a text that are written as names are, with two capitals; in small letters. Of several words that are all in
 * capitals these say nothing, if one of them is too long for an acronym.
 */
export function namesIn(text) {
  const words = text.split(/[\s\p{Pd}]+/u).map((word) => word.replace(OUTER, ""));
  const names = words.filter((word) => NAME.test(word));
  const areAll = names.length > 1 && !/\p{Ll}/u.test(text) && names.some(({ length }) => length > LONGEST_ACRONYM);
  return new Set(areAll ? [] : names.map((word) => word.toLowerCase()));
}
