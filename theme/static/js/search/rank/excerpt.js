/**
 * What an answer shows: of a paper its title and a passage of the abstract, in marked and unmarked runs; and what
 * filters are counted by, papers by topic and by month.
 */

import { keyOf, PLAIN, placesOf, termOf } from "../index/text.js";

const PASSAGE = 260;

/** @typedef {[string, boolean]} Run text, and whether it matches */

/**
 * Whether a word of a text is one the query found: by its term, or by its term without accents. Stems leave
 * the first two letters alone, so few words need theirs.
 */
function matcher(terms) {
  const keys = new Set([...terms].map(keyOf));
  const starts = new Set([...keys].map((key) => key.slice(0, 2)));
  return (word) => {
    if (PLAIN.test(word) && !starts.has(word.slice(0, 2))) return false;
    const term = termOf(word);
    return terms.has(term) || keys.has(keyOf(term));
  };
}

function runs(text, places, from, to) {
  const found = [];
  let at = from;
  for (const { start, end } of places) {
    if (start < from || end > to) continue;
    if (start > at) found.push([text.slice(at, start), false]);
    found.push([text.slice(start, end), true]);
    at = end;
  }
  if (at < to) found.push([text.slice(at, to), false]);
  return found;
}

/** The stretch that holds the most different words of the query, the first such. */
function bestStart(marked) {
  let best = 0;
  let most = 0;
  marked.forEach(({ start }, first) => {
    const words = new Set();
    for (let i = first; i < marked.length && marked[i].end <= start + PASSAGE - 60; i++) words.add(termOf(marked[i].word));
    if (words.size > most) [most, best] = [words.size, start];
  });
  return best;
}

/**
 * @param {{title: string, abstract: string}} record
 * @param {Set<string>} terms the terms found
 * @returns {{title: Run[], passage: Run[]}}
 */
export function shown(record, terms) {
  const matches = matcher(terms);
  const marked = (text) => placesOf(text).filter(({ word }) => matches(word));
  const title = runs(record.title, marked(record.title), 0, record.title.length);
  const text = record.abstract;
  const places = marked(text);
  let from = Math.max(0, bestStart(places) - 60);
  if (from > 0) from = text.indexOf(" ", from) + 1;
  if (text.length - from < PASSAGE) from = text.length <= PASSAGE ? 0 : text.indexOf(" ", text.length - PASSAGE) + 1;
  let to = Math.min(text.length, from + PASSAGE);
  if (to < text.length) to = Math.max(text.lastIndexOf(" ", to), from + PASSAGE / 2);
  const passage = runs(text, places, from, to);
  if (from > 0) passage.unshift(["…\u00a0", false]);
  if (to < text.length) passage.push(["\u00a0…", false]);
  return { title, passage };
}

/** A one for each of some papers. */
export function mask(papers, count) {
  const marks = new Uint8Array(count);
  for (const paper of papers) marks[paper] = 1;
  return marks;
}

/** The month of a paper: each month is a range of places. */
export function monthFinder(months, places) {
  const monthAt = new Uint16Array(places.length);
  let start = 0;
  months.forEach(([, papers], month) => monthAt.fill(month, start, (start += papers)));
  return (paper) => months[monthAt[places[paper]]][0];
}

/** Values with how often each is there, the last of the alphabet first. */
export function counted(values) {
  const counts = new Map();
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1);
  return [...counts].sort(([a], [b]) => (a < b ? 1 : -1));
}
