/** The words of a text and their keys, as generator/daybook/search/terms.py and sort_keys.py make them. */

const WORD = /[^ \t\n\r\f\v\xa0-]+/g;
/** A word of small ASCII letters and digits, as most are: it is its own key. */
export const SIMPLE_WORD = /^[a-z0-9]+$/;
// A pattern with \p{…} takes milliseconds to compile in each worker, so ASCII text has patterns of its own.
const ASCII = /^[\0-\x7f]*$/;
const CORE = /^[^\p{L}\p{N}_]*?([\p{L}\p{N}_]+)[^\p{L}\p{N}_]*?$/u;
const CORE_ASCII = /^[^a-z0-9_]*?([a-z0-9_]+)[^a-z0-9_]*?$/i;
const OUTER_ASCII = /^[^a-z0-9]+|[^a-z0-9]+$/gi;
/** As text/name_key.py has them. */
const STROKES = new Map(Object.entries({
  ø: "o", ł: "l", đ: "d", ð: "d", ħ: "h", ı: "i", ŧ: "t", ŋ: "n", ς: "σ", þ: "th", ß: "ss", æ: "ae", œ: "oe",
}));
const LETTER = /[\p{L}\p{N}]/u;
const LETTER_ASCII = /[a-z0-9]/i;

/** Return a text's words in small letters, trimmed. */
export function wordsOf(text) {
  return (text.toLowerCase().match(WORD) ?? []).map(trim);
}

/** Remove a word's outer punctuation if there is none inside it, as lunr.py's trimmer does. */
export function trim(word) {
  if (SIMPLE_WORD.test(word)) return word;
  return (ASCII.test(word) ? CORE_ASCII : CORE).exec(word)?.[1] ?? word;
}

/** Return whether a character is a letter or a digit, in any script. */
export function isLetter(char) {
  return LETTER_ASCII.test(char) || (!ASCII.test(char) && LETTER.test(char));
}

/** Return a text in small letters without accents. */
export function withoutAccents(text) {
  if (ASCII.test(text)) return text.toLowerCase();
  let folded = "";
  // Letter by letter, so that a prefix folds to a prefix: a whole text would get another sigma at a word's end.
  for (const char of text.normalize("NFKD").replace(/\p{Mn}/gu, "")) folded += plainLetter(char.toLowerCase());
  return folded;
}

/** Return a small letter without the stroke or ligature that Unicode does not take apart. */
export const plainLetter = (char) => STROKES.get(char) ?? char;

/** Return a text in small letters without accents and outer punctuation; it may be empty. */
export function fold(text) {
  if (SIMPLE_WORD.test(text)) return text;
  if (ASCII.test(text)) return text.toLowerCase().replace(OUTER_ASCII, "");
  const chars = [...withoutAccents(text)];
  let [from, to] = [0, chars.length];
  while (from < to && !isLetter(chars[from])) from++;
  while (from < to && !isLetter(chars[to - 1])) to--;
  return chars.slice(from, to).join("");
}

/** Return the key by which the index sorts a term or word. */
export const keyOf = (term) => fold(term) || term;

/**
 * Return the positions of a text's words.
 * @param {string} text
 * @returns {{start: number, end: number, word: string}[]} without outer punctuation; `end` is exclusive
 */
export function spansOf(text) {
  return [...text.matchAll(WORD)].map(({ 0: raw, index }) => {
    const core = trim(raw);
    const start = index + raw.indexOf(core);
    return { start, end: start + core.length, word: trim(raw.toLowerCase()) };
  });
}
