/** The archive's words nearest to a word that it lacks. */

import { wordsOf } from "../index/text.js";

/**
 * Return Damerau's distance of two words: the letters inserted, deleted, substituted or swapped with their neighbour,
 * where each part of a word is edited once (optimal string alignment).
 * @returns {number} `limit` + 1 for every greater distance
 */
export function distance(a, b, limit) {
  if (Math.abs(a.length - b.length) > limit) return limit + 1;
  let before = [];
  let row = Array.from({ length: b.length + 1 }, (_, j) => j);
  for (let i = 1; i <= a.length; i++) {
    const next = [i];
    let least = i;
    for (let j = 1; j <= b.length; j++) {
      let value = Math.min(row[j] + 1, next[j - 1] + 1, row[j - 1] + (a[i - 1] === b[j - 1] ? 0 : 1));
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) value = Math.min(value, before[j - 2] + 1);
      next.push(value);
      least = Math.min(least, value);
    }
    if (least > limit) return limit + 1;
    [before, row] = [row, next];
  }
  return row[b.length];
}

/**
 * Return whether a word between two others may be near to a word: at a distance within a limit. Files with none need not be read.
 * @param {string} to sorts after it
 */
export function mayBeNear(word, from, to, limit) {
  const extended = ([before, row, last], char) => {
    const next = [row[0] + 1];
    for (let j = 1; j <= word.length; j++) {
      let value = Math.min(row[j] + 1, next[j - 1] + 1, row[j - 1] + (char === word[j - 1] ? 0 : 1));
      if (before && char === word[j - 2] && last === word[j - 1]) value = Math.min(value, before[j - 2] + 1);
      next.push(value);
    }
    return [row, next, char];
  };
  const isWithin = ([, row]) => Math.min(...row) <= limit;
  /** Follow the letters of both bounds; of what is between them, the word's own letters and any other. */
  const isFound = (at, rows, low, high) => {
    if (!isWithin(rows) || (high && at === to.length)) return false;
    const [lowest, highest] = [low ? (from[at] ?? "") : "", high ? to[at] : ""];
    if (!lowest && (!high || rows[1].at(-1) <= limit)) return true;
    if (lowest === highest) return isFound(at + 1, extended(rows, lowest), true, true);
    const isBetween = (char) => char > lowest && (!high || char < highest);
    const between = [String.fromCharCode(lowest ? lowest.charCodeAt(0) + 1 : 0), ...word].filter(isBetween);
    if (between.some((char) => isWithin(extended(rows, char)))) return true;
    return (lowest && isFound(at + 1, extended(rows, lowest), true, false)) || (high && isFound(at + 1, extended(rows, highest), false, true));
  };
  return isFound(0, [null, Array.from({ length: word.length + 1 }, (_, j) => j), ""], true, true);
}

/**
 * Return whether a word is another one of which a letter was left out, typed twice or swapped with the next: such slips are
 * likelier than a wrong letter, which may be any of all others. The two differ by one letter.
 */
export function isSlip(word, meant) {
  if (word.length < meant.length) return true;
  if (word.length === meant.length) return [...word].sort().join("") === [...meant].sort().join("");
  return [...word].some((letter, at) => letter === word[at + 1] && word.slice(0, at) + word.slice(at + 1) === meant);
}

/** Return how many letters of a word may be wrong: none in the shortest, which are near to every other short word. */
export const tolerance = (word) => (word.length < 3 ? 0 : word.length < 8 ? 1 : 2);

/** Return the same if nothing nearer leads to a paper. */
export const lastTolerance = (word) => (word.length < 6 ? tolerance(word) : word.length < 10 ? 2 : 3);

/**
 * Return the nearest of the known words: those with the right first letter first, of these slips.
 * @param {string} word folded
 * @param {[string, string][]} known folded words, each with the word as the archive has it
 * @param {number} [limit] letters that may be wrong
 */
export function nearest(word, known, limit = tolerance(word), maxWords = 8) {
  const near = [];
  for (const [folded, original] of known) {
    const edits = folded === word ? 0 : distance(word, folded, limit);
    const unlikely = edits === 1 && !isSlip(word, folded) ? 1 : 0;
    if (edits <= limit) near.push({ original, edits, otherInitial: folded[0] === word[0] ? 0 : 1, unlikely, folded });
  }
  near.sort((a, b) => a.edits - b.edits || a.otherInitial - b.otherInitial || a.unlikely - b.unlikely || (a.folded < b.folded ? -1 : 1));
  return near.filter(({ edits }) => edits === near[0].edits).slice(0, maxWords).map(({ original }) => original);
}

/** Return the query with the unknown words in their commonest near spelling; empty if there is none. */
export function suggest(text, queryWords) {
  const unknown = queryWords.filter(({ spelling, exact }) => spelling && !exact.length);
  if (!unknown.length) return "";
  const spellings = new Map(unknown.map(({ word, spelling }) => [word, spelling]));
  const suggested = text.split(/(\s+|-)/).map((word) => spellings.get(wordsOf(word)[0]) ?? word).join("").trim();
  return suggested === text.trim() ? "" : suggested;
}
