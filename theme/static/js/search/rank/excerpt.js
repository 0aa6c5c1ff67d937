/** A paper's title and a passage of its abstract, with the query's words marked. */

import { termOf } from "../index/stemmer.js";
import { keyOf, SIMPLE_WORD, spansOf } from "../index/text.js";

/** Length of a passage, in UTF-16 units. */
const PASSAGE_LENGTH = 260;
/** Text before the first marked word. */
const LEAD_LENGTH = 60;

/**
 * @typedef {[string, boolean]} Run a text, and whether it is marked
 * @typedef {{start: number, end: number, word: string}} Span
 * @typedef {Span & {means: string}} Marked a word of the text, and the term of the query's word that it is there for
 * @typedef {{words: string[], short: string}} LongForm the words that an acronym of the query stands for
 */

/** Return a test for words whose term, with or without accents, is one of the terms. */
function matcher(terms) {
  const keys = new Set([...terms].map(keyOf));
  // Stems keep the first two letters of a word, so most words need not be stemmed.
  const starts = new Set([...keys].map((key) => key.slice(0, 2)));
  return ({ word }) => {
    if (SIMPLE_WORD.test(word) && !starts.has(word.slice(0, 2))) return false;
    const term = termOf(word);
    return terms.has(term) || keys.has(keyOf(term));
  };
}

/**
 * Return the spans that match; of those that hyphens join, if none does, all if the word without hyphens matches.
 * @returns {Marked[]}
 */
function markedSpans(text, matches, longForms) {
  const spans = spansOf(text);
  const marked = new Map(spans.filter(matches).map((span) => [span, termOf(span.word)]));
  for (const longForm of longForms) markLongForm(spans, longForm, marked);
  for (let start = 0, end; start < spans.length; start = end) {
    end = start + 1;
    while (end < spans.length && text.slice(spans[end - 1].end, spans[end].start) === "-") end++;
    const compound = spans.slice(start, end);
    if (compound.length > 1 && !compound.some((span) => marked.has(span))) markCompound(compound, matches, marked);
  }
  return spans.filter((span) => marked.has(span)).map((span) => ({ ...span, means: marked.get(span) }));
}

/** Mark words where they stand one after the other: "transformers" alone is not what BERT stands for. */
function markLongForm(spans, { words, short }, marked) {
  const tests = words.map((word) => matcher(new Set([termOf(word)])));
  spans.forEach((_span, start) => {
    const found = spans.slice(start, start + words.length);
    if (found.length === words.length && tests.every((test, at) => test(found[at]))) for (const span of found) marked.set(span, termOf(short));
  });
}

/** Mark the words of a compound that are, written as one, a word that matches. */
function markCompound(compound, matches, marked) {
  const pairs = compound.slice(1).map((span, i) => [compound[i], span]);
  for (const spans of [compound, ...pairs]) {
    const word = spans.map((span) => span.word).join("");
    if (spans.length > 1 && matches({ word })) for (const span of spans) marked.set(span, termOf(word));
  }
}

/** @returns {Run[]} the text from one position to another */
function runsOf(text, marked, from, to) {
  const runs = [];
  let at = from;
  for (const { start, end } of marked) {
    if (start < from || end > to) continue;
    if (start > at) runs.push([text.slice(at, start), false]);
    runs.push([text.slice(start, end), true]);
    at = end;
  }
  if (at < to) runs.push([text.slice(at, to), false]);
  return runs;
}

/** Return the start of the first stretch that holds the most of the query's words; those that the title lacks count twice. */
function bestStart(marked, inTitle) {
  let best = 0;
  let most = 0;
  marked.forEach(({ start }, first) => {
    const words = new Set();
    for (let i = first; i < marked.length && marked[i].end <= start + PASSAGE_LENGTH - LEAD_LENGTH; i++) {
      words.add(marked[i].means);
    }
    const weight = [...words].reduce((sum, word) => sum + (inTitle.has(word) ? 1 : 2), 0);
    if (weight > most) [most, best] = [weight, start];
  });
  return best;
}

/** Return where a passage begins and ends: at blanks, as near as may be to its length. */
function boundsOf(text, marked, inTitle) {
  let from = Math.max(0, bestStart(marked, inTitle) - LEAD_LENGTH);
  if (from > 0) from = text.indexOf(" ", from) + 1;
  if (text.length - from < PASSAGE_LENGTH) {
    from = text.length <= PASSAGE_LENGTH ? 0 : text.indexOf(" ", text.length - PASSAGE_LENGTH) + 1;
  }
  let to = Math.min(text.length, from + PASSAGE_LENGTH);
  if (to < text.length) to = Math.max(text.lastIndexOf(" ", to), from + PASSAGE_LENGTH / 2);
  return [from, to];
}

/**
 * @param {{title: string, abstract: string}} record
 * @param {Set<string>} terms the terms to mark
 * @param {LongForm[]} [longForms]
 * @returns {{title: Run[], passage: Run[]}}
 */
export function excerpt({ title, abstract }, terms, longForms = []) {
  const matches = matcher(terms);
  const inTitle = markedSpans(title, matches, longForms);
  const marked = markedSpans(abstract, matches, longForms);
  const [from, to] = boundsOf(abstract, marked, new Set(inTitle.map(({ means }) => means)));
  const passage = runsOf(abstract, marked, from, to);
  if (from > 0) passage.unshift(["…\u00a0", false]);
  if (to < abstract.length) passage.push(["\u00a0…", false]);
  return { title: runsOf(title, inTitle, 0, title.length), passage };
}
