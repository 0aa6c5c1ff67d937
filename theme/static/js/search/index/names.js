/** Folds names, as generator/daybook/text/name_key.py does, so that spellings of one name are equal. */

import { plainLetter } from "./text.js";

const LONGEST = 200;
const APOSTROPHES = /['\x60\u00b4\u02bb\u02bc\u2018\u2019]/g;
const ACCENTS = /[\u0300-\u036f]/g;
const BETWEEN =
  /[\0-&(-/:-@[-_{-\u00bf\u1680\u2000-\u2017\u201a-\u206f\u3000-\u3004\u3008-\u3020\u30fb]+/g;

const TWO_WORDS = /^([\p{L}'-]{2,})\s+([\p{L}'-]{2,})$/u;
/** Initials before a word, and behind it. */
const [BEFORE, BEHIND] = [/^(\p{L})(?: \p{L})* (\p{L}[^ ]+)$/u, /^(\p{L}[^ ]+) (\p{L})(?: \p{L})*$/u];
/** "A Hybrid-head" is no name of A. Hybrid-Head. */
const INITIAL = /(?:^|[\s.])\p{L}\./u;
const PARTICLE = "(?:al|bin|da|de|del|den|der|di|dos|du|el|la|le|van|von|zu)\\s+";
const PARTICLES = new RegExp(`^(?:${PARTICLE})+`, "iu");
/** What comes before the last word of a last name: "van", and the first half of "Hakkani-Tür". */
const FIRST_OF_LAST = new RegExp(`(^|[\\s.])(?:${PARTICLE}|[\\p{L}']{2,}[-\\u2010\\u2011](?=[\\p{L}']{2}))+`, "giu");

/**
 * Return the key of everybody with the initial and the last word of a name such as "I. Tarn" or "Tarn, I.", as
 * generator/daybook/search/lookups.py makes it; empty for other names.
 * @param {string} key as `nameKey` returns it
 */
export function initialKey(key) {
  const [, initial, last] = BEFORE.exec(key) ?? [];
  const [, word, behind] = last ? [] : (BEHIND.exec(key) ?? []);
  return last || word ? `~${initial ?? behind} ${last ?? word}` : "";
}

/** Return whether a name has the initial and the last word of such a key. */
export const hasInitial = (name, key) => initialKey(name.replace(/^(.)[^ ]* (?:.* )?/u, "$1 ")) === key;

/** Return a name that was typed in small letters as it is written. */
export const written = (name) => (name === name.toLowerCase() ? name.replace(/(?<![\p{L}'’])\p{L}/gu, (letter) => letter.toUpperCase()) : name);

/**
 * Return the papers of a name with the key that they are under: those of exactly this name, also as "Tarn, Ilse" and "Tarn Ilse",
 * or if there are none of everybody with its initial.
 * @param {import("./index_reader.js").IndexReader} index
 * @param {boolean} [isAll] whether the name is all that is asked for: else two words may be names of two people
 * @returns {Promise<{name: string, key: string, papers: number[]}>}
 */
export async function personOf(index, name, isAll = true) {
  const [, last, first] = /^([^,]+),\s*([^,;]+);?$/.exec(name) ?? (isAll ? TWO_WORDS.exec(name) : null) ?? [];
  for (const each of last ? [name, `${first} ${last}`] : [name]) {
    const papers = await index.papersOf(nameKey(each));
    if (papers.length) return { name: each, key: nameKey(each), papers };
  }
  const ofTwoWords = () => (INITIAL.test(name) ? initialKey(nameKey(name.replace(FIRST_OF_LAST, "$1"))) : "");
  const key = initialKey(nameKey(name)) || ofTwoWords();
  return key ? { name, key, papers: await index.papersOf(key) } : { name, key: nameKey(name), papers: [] };
}

/** Return the last word of a last name such as "van der Moor" or "Moor"; empty for other names. */
export function lastWordOf(name) {
  const word = name.replace(PARTICLES, "").trim();
  return /\s/.test(word) ? "" : word;
}

/** Return a name's words in small letters, without accents of letters and without punctuation. */
export function nameKey(name) {
  const text = [...name].slice(0, LONGEST).join("").replace(APOSTROPHES, "").normalize("NFKD").replace(ACCENTS, "");
  let folded = "";
  // Letter by letter, as a whole text would get another sigma at a word's end.
  for (const char of text) folded += plainLetter(char.toLowerCase());
  return folded.replace(APOSTROPHES, "").replace(BETWEEN, " ").trim();
}
