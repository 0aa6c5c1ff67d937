/** Words, terms and keys of a text, as the index's builder makes them (generator/daybook/search/terms.py, sort_keys.py). */

const BETWEEN = /[ \t\n\r\f\v\xa0-]+/;
/** A word that is its own key: small letters and figures of ASCII alone, as most are. */
export const PLAIN = /^[a-z0-9]+$/;
const ASCII = /^[\0-\x7f]*$/;
// Patterns over the letters of all scripts take milliseconds to compile, anew in each worker: ASCII has its own, and
// `fold` looks at single characters.
const PUNCTUATED = /^[^\p{L}\p{N}_]*?([\p{L}\p{N}_]+)[^\p{L}\p{N}_]*?$/u;
const PUNCTUATED_ASCII = /^[^a-z0-9_]*?([a-z0-9_]+)[^a-z0-9_]*?$/i;
const OUTER_ASCII = /^[^a-z0-9]+|[^a-z0-9]+$/gi;
const LETTER = /[\p{L}\p{N}]/u;
const LETTER_ASCII = /[a-z0-9]/i;
/** Every sign of Lunr's language is one of these. */
const SIGN = /[:~^*+\\-]/;

/** A text's words in small letters, without punctuation around them where none is within. */
export function wordsOf(text) {
  return text.toLowerCase().split(BETWEEN).filter(Boolean).map(trim);
}

/** lunr.py's trimmer: a word loses outer punctuation unless there is some inside it. */
export function trim(word) {
  return PLAIN.test(word) ? word : coreOf(word);
}

/** What stands between a word's outer punctuation; all of it where there is some inside. */
function coreOf(word) {
  return (ASCII.test(word) ? PUNCTUATED_ASCII : PUNCTUATED).exec(word)?.[1] ?? word;
}

/** Whether a character is a letter or a figure, in any script. */
export function isLetter(char) {
  return LETTER_ASCII.test(char) || (!ASCII.test(char) && LETTER.test(char));
}

/** A text in small letters without accents, letter by letter. */
export function plain(text) {
  if (ASCII.test(text)) return text.toLowerCase();
  let folded = "";
  for (const char of text.normalize("NFKD").replace(/\p{Mn}/gu, "")) folded += char.toLowerCase();
  return folded;
}

/** Without accents and outer punctuation; empty where nothing else is in it. */
export function fold(text) {
  if (PLAIN.test(text)) return text;
  if (ASCII.test(text)) return text.toLowerCase().replace(OUTER_ASCII, "");
  const chars = [...plain(text)];
  let [from, to] = [0, chars.length];
  while (from < to && !isLetter(chars[from])) from++;
  while (from < to && !isLetter(chars[to - 1])) to--;
  return chars.slice(from, to).join("");
}

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
    const core = coreOf(match[0]);
    const start = match.index + match[0].indexOf(core);
    places.push({ start, end: start + core.length, word });
  }
  return places;
}

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
 * The word's stem, by Porter's stemmer with lunr.js 2.3.9's last word on y, so that a query's words become the index's
 * terms: `transformers` and `transformed` give `transform`. M. F. Porter, "An algorithm for suffix stripping",
 * Program 14(3), 1980, with his later departures (bli, logi, words of two letters left alone); y becomes i only
 * after a consonant that is not the first letter.
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
  if (!SIGN.test(query)) return false;
  const signs = [
    `(^|\\s)[+-]?(${fields.join("|")}):[^\\s:]`,
    "(^|\\s)[+-][\\p{L}\\p{N}]",
    "[^\\s][~^][0-9]+([\\s~^]|$)",
    "[*]",
    "\\\\[:~^*+\\\\-]",
  ];
  return new RegExp(signs.join("|"), "u").test(query);
}
