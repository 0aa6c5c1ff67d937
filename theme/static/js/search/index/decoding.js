/** Decodes the index's files: numbers and gaps (generator/daybook/search/vlq.py), postings (encoding.py), words, days, offers. */

const DIGITS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
const DIGIT_VALUES = new Uint8Array(128);
[...DIGITS].forEach((digit, value) => (DIGIT_VALUES[digit.charCodeAt(0)] = value));

/** Papers that hold a term 1, 2, … 7 times have a group each; the eighth group gives each paper's count. */
const GROUPS = 8;
/** What the digits of lengths mean. */
const LENGTHS = [...DIGITS].map((_, value) => (value < 32 ? value : Math.round(32 * 2 ** (value / 8 - 4))));

/** Numbers from 32 on from each of which to the next all have the digit in the middle. */
const STEPS = [32, 45, 64, 91, 128, 181, 256, 362];

/** Return the length of the digit that a number has. */
export const asLength = (number) => (number < 32 ? number : LENGTHS[34 + 4 * STEPS.findLastIndex((step) => step <= number)]);

/** @returns {number[]} every number of a text */
export function decodeNumbers(text) {
  const numbers = [];
  let value = 0;
  let factor = 1;
  for (let i = 0; i < text.length; i++) {
    const digit = DIGIT_VALUES[text.charCodeAt(i)];
    value += (digit & 31) * factor;
    if (digit & 32) factor *= 32;
    else {
      numbers.push(value);
      value = 0;
      factor = 1;
    }
  }
  return numbers;
}

/** @returns {number[]} rising numbers, from the gaps between them */
export function decodeGaps(text) {
  let last = 0;
  return decodeNumbers(text).map((gap) => (last += gap));
}

/**
 * @typedef {{papers: number[], counts: number[], lengths: number[]}} Occurrences papers that hold a term, how often each
 *   does, and the lengths of their field; empty if the index omits them
 */

/** Return the papers whose bits are set, six in a digit. */
function decodeMarks(text) {
  const papers = [];
  for (let i = 0; i < text.length; i++) {
    const digit = DIGIT_VALUES[text.charCodeAt(i)];
    for (let bit = 0; bit < 6; bit++) if ((digit >> bit) & 1) papers.push(6 * i + bit);
  }
  return papers;
}

/** @returns {Occurrences} */
function decodeOccurrences(text) {
  if (text.startsWith("!")) {
    const marked = decodeMarks(text.slice(1));
    return { papers: marked, counts: marked.map(() => 1), lengths: [] };
  }
  const papers = [];
  const counts = [];
  const lengths = [];
  text.split(",").forEach((group, place) => {
    const [gaps, digits = ""] = group.split(":");
    for (let i = 0; i < digits.length; i++) lengths.push(LENGTHS[DIGIT_VALUES[digits.charCodeAt(i)]]);
    const numbers = decodeNumbers(gaps);
    const step = place < GROUPS - 1 ? 1 : 2;
    for (let i = 0, last = 0; i < numbers.length; i += step) {
      papers.push((last += numbers[i]));
      counts.push(step === 1 ? place + 1 : numbers[i + 1]);
    }
  });
  return { papers, counts, lengths };
}

/**
 * @param {string} text a term's postings: names, then each field, separated by |, and after ^ what is `telling`
 * @returns {{names: Occurrences, fields: (Occurrences|null)[], telling: number[]}} null for a field without the term; a
 *   name's count is its number of terms; `telling` has papers with the term in their title, and with none that fewer titles have
 */
export function decodePostings(text) {
  const [lists, telling = ""] = text.split("^");
  const [names, ...fields] = lists.split("|").map((list, place) => (list || !place ? decodeOccurrences(list) : null));
  return { names, fields, telling: decodeGaps(telling) };
}

/**
 * @param {string} text the places of a title's word among the papers of its stem, and after ^ what is `telling`
 * @param {(Occurrences|null)[]} fields the stem's
 * @param {number} forms the place of the field that has the word
 */
export function decodePlaces(text, fields, forms) {
  const [places, telling = ""] = text.split("^");
  const among = new Set([fields[0], fields[forms]].flatMap((field) => field?.papers ?? []));
  const sorted = Uint32Array.from(among).sort();
  const papers = decodeGaps(places).map((place) => sorted[place]);
  const own = Array.from({ length: forms }, () => null);
  return { names: decodeOccurrences(""), fields: [...own, { papers, counts: papers.map(() => 1), lengths: [] }], telling: decodeGaps(telling) };
}

/** @returns {string[]} front-coded words: each begins with a capital for how many letters it shares with the word before */
export function decodeWords(text) {
  let before = "";
  return (text.match(/[A-Z][^A-Z]*/g) ?? []).map((each) => (before = before.slice(0, DIGIT_VALUES[each.charCodeAt(0)]) + each.slice(1)));
}

/** Return an array of key, text, key, text… as a map. */
export function byKey(flat) {
  const texts = new Map();
  for (let i = 0; i < flat.length; i += 2) texts.set(flat[i], flat[i + 1]);
  return texts;
}

/**
 * Return each paper's position from the oldest day to the newest. Papers are numbered by their first day; those listed
 * again since have other positions (`moved`: gaps between their numbers, then their positions).
 */
function recencyOf(papers, moved) {
  const recency = new Uint32Array(papers);
  const [numbers, positions] = moved.length ? [decodeGaps(moved[0]), decodeNumbers(moved[1])] : [[], []];
  const taken = new Set(positions);
  const movedTo = new Map(numbers.map((paper, i) => [paper, positions[i]]));
  for (let paper = 0, next = 0; paper < papers; paper++) {
    if (movedTo.has(paper)) recency[paper] = movedTo.get(paper);
    else {
      while (taken.has(next)) next++;
      recency[paper] = next++;
    }
  }
  return recency;
}

/** Return a function from papers to their days: each day is a range of positions. */
function dayFinder(months, recency) {
  const days = [];
  const dayAt = new Uint16Array(recency.length);
  let start = 0;
  for (const [month, , text] of months) {
    const numbers = decodeNumbers(text);
    for (let i = 0; i < numbers.length; i += 2) {
      dayAt.fill(days.length, start, (start += numbers[i + 1]));
      days.push(`${month}-${String(numbers[i]).padStart(2, "0")}`);
    }
  }
  return (paper) => days[dayAt[recency[paper]]];
}

/**
 * @typedef {{months: [string, number, string][], recency: Uint32Array, dayOf: (paper: number) => string}} Days `recency`
 *   has each paper's position from the oldest day to the newest
 */

/** @returns {Days} the days of so many papers, by the file that has them */
export function decodeDays(papers, { months, moved }) {
  const recency = recencyOf(papers, moved);
  return { months, recency, dayOf: dayFinder(months, recency) };
}

/** @returns {Map<string, {pages: {label: string, href: string, papers: number}[], related: string[]}>} */
export function decodeOffers([terms, flat]) {
  const offers = new Map();
  for (let i = 0; i < flat.length; i += 3) {
    const pages = flat[i + 1].map(([label, href, papers]) => ({ label, href, papers }));
    offers.set(flat[i], { pages, related: flat[i + 2].map((term) => terms[term]) });
  }
  return offers;
}

/** Return the CRC-32 of a text in UTF-8, as zlib has it. */
export function crc32(text) {
  let rest = -1;
  for (const byte of new TextEncoder().encode(text)) {
    rest ^= byte;
    for (let bit = 0; bit < 8; bit++) rest = rest & 1 ? (rest >>> 1) ^ 0xedb88320 : rest >>> 1;
  }
  return ~rest >>> 0;
}
