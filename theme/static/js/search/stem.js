/**
 * Porter's stemmer with lunr.js 2.3.9's last word on y, so that a query's words become the index's terms.
 * M. F. Porter, "An algorithm for suffix stripping", Program 14(3), 1980, with his later departures
 * (bli, logi, words of two letters left alone); y becomes i only after a consonant that is not the first letter.
 */

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

/** The word's letters as c (consonant) and v (vowel); y is a vowel after a consonant. */
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

/** Replaces the longest of the suffixes, where what is left is long enough; a shorter one is not tried. */
function replaceSuffix(word, suffixes, longEnough) {
  for (let start = Math.max(1, word.length - 7); start < word.length; start++) {
    const suffix = word.slice(start);
    if (Object.hasOwn(suffixes, suffix)) {
      const rest = word.slice(0, start);
      return longEnough(rest + (suffix === "sion" || suffix === "tion" ? suffix[0] : "")) ? rest + suffixes[suffix] : word;
    }
  }
  return word;
}

function plural(word) {
  if (/.(ss|i)es$/.test(word)) return word.slice(0, -2);
  return /.[^s]s$/.test(word) ? word.slice(0, -1) : word;
}

function pastOrGerund(word) {
  if (/.eed$/.test(word)) return measureOver0(word.slice(0, -3)) ? word.slice(0, -1) : word;
  const rest = /.(ed|ing)$/.test(word) ? word.slice(0, word.endsWith("ed") ? -2 : -3) : "";
  if (!rest || !hasVowel(rest)) return word;
  if (/(at|bl|iz)$/.test(rest)) return rest + "e";
  if (/([^aeiouylsz])\1$/.test(rest)) return rest.slice(0, -1);
  return isShort(rest) ? rest + "e" : rest;
}

function lastLetters(word) {
  if (/.e$/.test(word)) {
    const rest = word.slice(0, -1);
    if (measureOver1(rest) || (measureIs1(rest) && !isShort(rest))) word = rest;
  }
  return word.endsWith("ll") && measureOver1(word) ? word.slice(0, -1) : word;
}

/**
 * The word's stem: `transformers` and `transformed` give `transform`.
 * @param {string} word in small letters
 * @returns {string}
 */
export function stem(word) {
  if (word.length < 3 || !/[cdegilmnrstuy]$/.test(word)) return word;
  word = pastOrGerund(plural(word));
  if (/.[^aeiou]y$/.test(word)) word = word.slice(0, -1) + "i";
  word = replaceSuffix(word, STEP_2, measureOver0);
  word = replaceSuffix(word, STEP_3, measureOver0);
  word = replaceSuffix(word, STEP_4, measureOver1);
  return lastLetters(word);
}
