/**
 * Orders the papers of the first screen by their texts, which are fetched anyway: stems make "engages" and "engaging" one,
 * and ignore the order of words. Pure: plain_words.js reads the texts.
 */

import { isLetter } from "../index/text.js";
import { spellingsOf } from "./forms.js";

/** Words that others write as one. */
const MOST_JOINED = 4;

/**
 * @typedef {{paper: number, tier: number, day?: string, title: string[], abstract: string, asTyped?: number}} Texts the
 *   title's folded words, and the abstract without accents; `asTyped` is 1 if the title has the query with its capitals
 */

/** Return whether a text has a word, or a word that begins with it. */
function mentions(text, word, asPrefix) {
  for (let at = text.indexOf(word); at >= 0; at = text.indexOf(word, at + 1)) {
    const end = at + word.length;
    if (!(at && isLetter(text[at - 1])) && (asPrefix || end === text.length || !isLetter(text[end]))) return true;
  }
  return false;
}

/** Count the places that come after the one before, and those that do at once. */
function countOrder(places) {
  const pairs = places.slice(1).map((place, at) => (places[at] < 0 || place < 0 ? 0 : place - places[at]));
  return [pairs.filter((step) => step > 0).length, pairs.filter((step) => step === 1).length];
}

/** Return the ways to write each word of a query: its spellings, and joined with a neighbour. */
function waysOf(words, spellings) {
  return words.map((word, at) => {
    const [before, after] = [words[at - 1], words[at + 1]];
    const joined = [before && before + word, after && word + after].filter(Boolean);
    return new Set([word, ...spellingsOf(word), ...(spellings.get(word) ?? []), ...joined]);
  });
}

/** Return the first place in a title that passes a test: one after a place if there is any; -1 if there is none. */
function placeIn(title, isThere, after) {
  const next = title.findIndex((word, at) => at > after && isThere(word, at));
  return next >= 0 ? next : title.findIndex(isThere);
}

/** Return whether words of a title from a place on are written in one. */
function isJoined(title, place, forms) {
  let joined = title[place];
  return title.slice(place + 1, place + MOST_JOINED).some((word) => forms.has((joined += word)));
}

/** Return the places of a query's words in a title, and how many of the words are there whole. */
function placesIn(title, ways, prefix) {
  const places = [];
  let whole = 0;
  for (const [at, forms] of ways.entries()) {
    const after = places[at - 1] ?? -1;
    const place = placeIn(title, (word, i) => forms.has(word) || isJoined(title, i, forms), after);
    if (place >= 0) whole++;
    const isLast = at === ways.length - 1;
    places.push(place < 0 && isLast && prefix ? placeIn(title, (word) => word.startsWith(prefix), after) : place);
  }
  return { places, whole };
}

/**
 * Order papers: within a tier by how many of the query's words are found as typed, then by how many of these are in the
 * title, then by how many are there whole, then by whether the title has the query with its capitals, then by how well it
 * keeps the words' order. A year is found in papers of its days.
 * @param {string[]} words of the query, folded
 * @param {boolean} unfinished whether the last word may be the beginning of one
 * @param {Texts[]} screen
 * @param {Map<string, string[]>} [spellings] of words that the archive lacks
 * @returns {number[]} papers
 */
export function rerank(words, unfinished, screen, spellings = new Map()) {
  const ways = waysOf(words, spellings);
  const prefix = unfinished ? words.at(-1) : "";
  const marked = screen.map(({ paper, tier, day = "", title, abstract, asTyped = 0 }, position) => {
    const { places, whole } = placesIn(title, ways, prefix);
    const isFound = (forms, at) =>
      places[at] >= 0 ||
      day.startsWith(`${words[at]}-`) ||
      [...forms].some((form) => mentions(abstract, form, at === words.length - 1 && form === prefix));
    const inTitle = places.filter((place) => place >= 0).length;
    return { paper, position, marks: [tier, ways.filter(isFound).length, inTitle, whole, asTyped, ...countOrder(places)] };
  });
  const compare = (a, b) => b.marks.map((mark, i) => mark - a.marks[i]).find(Boolean) ?? a.position - b.position;
  return marked.sort(compare).map(({ paper }) => paper);
}
