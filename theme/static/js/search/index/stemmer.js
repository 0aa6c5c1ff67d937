/** Turns words into terms of the index, as generator/daybook/search/terms.py does. */

const STEP_2 = {
  ational: "ate", tional: "tion", enci: "ence", anci: "ance", izer: "ize", bli: "ble", alli: "al",
  entli: "ent", eli: "e", ousli: "ous", ization: "ize", ation: "ate", ator: "ate", alism: "al",
  iveness: "ive", fulness: "ful", ousness: "ous", aliti: "al", iviti: "ive", biliti: "ble", logi: "log",
};
const STEP_3 = { icate: "ic", ative: "", alize: "al", iciti: "ic", ical: "ic", ful: "", ness: "" };
const STEP_4 = {
  al: "", ance: "", ence: "", er: "", ic: "", able: "", ible: "", ant: "", ement: "", ment: "", ent: "",
  ou: "", ism: "", ate: "", iti: "", ous: "", ive: "", ize: "", sion: "s", tion: "t",
};

/** Return a word with c for each consonant and v for each vowel; y is a vowel after a consonant. */
function shape(word) {
  let text = "";
  for (let i = 0; i < word.length; i++) {
    const letter = word[i];
    const vowel = "aeiou".includes(letter) || (letter === "y" && i > 0 && text[i - 1] === "c");
    text += vowel ? "v" : "c";
  }
  return text;
}

const hasVowel = (word) => shape(word).includes("v");
const measureOver0 = (word) => /^c*v+c/.test(shape(word));
const measureOver1 = (word) => /^c*v+c+v+c/.test(shape(word));
const measureIs1 = (word) => /^c*v+c+v*$/.test(shape(word));
/** One syllable such as "hop": consonants, a vowel, and a consonant other than w, x and y. */
const isShort = (word) => /^c+vc$/.test(shape(word)) && !/[wxy]$/.test(word);

/** Replace the longest matching suffix if the rest is long enough; shorter suffixes are not tried. */
function replaceSuffix(word, suffixes, isLongEnough) {
  for (let start = Math.max(1, word.length - 7); start < word.length; start++) {
    const suffix = word.slice(start);
    if (Object.hasOwn(suffixes, suffix)) {
      const rest = word.slice(0, start);
      const kept = suffix === "sion" || suffix === "tion" ? suffix[0] : "";
      return isLongEnough(rest + kept) ? rest + suffixes[suffix] : word;
    }
  }
  return word;
}

function dropPlural(word) {
  if (/.(ss|i)es$/.test(word)) return word.slice(0, -2);
  return /.[^s]s$/.test(word) ? word.slice(0, -1) : word;
}

function dropPastOrGerund(word) {
  if (/.eed$/.test(word)) return measureOver0(word.slice(0, -3)) ? word.slice(0, -1) : word;
  const rest = /.(ed|ing)$/.test(word) ? word.slice(0, word.endsWith("ed") ? -2 : -3) : "";
  if (!rest || !hasVowel(rest)) return word;
  if (/(at|bl|iz)$/.test(rest)) return rest + "e";
  if (/([^aeiouylsz])\1$/.test(rest)) return rest.slice(0, -1);
  return isShort(rest) ? rest + "e" : rest;
}

function dropLastLetters(word) {
  if (/.e$/.test(word)) {
    const rest = word.slice(0, -1);
    if (measureOver1(rest) || (measureIs1(rest) && !isShort(rest))) word = rest;
  }
  return word.endsWith("ll") && measureOver1(word) ? word.slice(0, -1) : word;
}

/**
 * Return a word's stem: `transformers` and `transformed` give `transform`. M. F. Porter, "An algorithm for suffix
 * stripping", Program 14(3), 1980, with his later departures (bli, logi, words of two letters left alone) and the rule
 * of lunr.js 2.3.9 for a final y: it becomes i only after a consonant that is not the first letter.
 * @param {string} word in small letters
 * @returns {string}
 */
export function stem(word) {
  if (word.length < 3 || !/[cdegilmnrstuy]$/.test(word)) return word;
  word = dropPastOrGerund(dropPlural(word));
  if (/.[^aeiou]y$/.test(word)) word = word.slice(0, -1) + "i";
  word = replaceSuffix(word, STEP_2, measureOver0);
  word = replaceSuffix(word, STEP_3, measureOver0);
  word = replaceSuffix(word, STEP_4, measureOver1);
  return dropLastLetters(word);
}

const MAX_CACHED = 50_000;
const cache = new Map();

/** Return a word's stem from a cache, as texts repeat their words. */
export function termOf(word) {
  let term = cache.get(word);
  if (term === undefined) {
    if (cache.size > MAX_CACHED) cache.clear();
    cache.set(word, (term = stem(word)));
  }
  return term;
}
