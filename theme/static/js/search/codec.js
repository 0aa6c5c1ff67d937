/** Reads what generator/search/codec.py wrote: base64 VLQ numbers, gaps, postings. */

const VALUES = new Uint8Array(128);
[..."ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"].forEach((digit, value) => {
  VALUES[digit.charCodeAt(0)] = value;
});

/** @returns {number[]} all numbers of a text */
export function numbers(text) {
  const found = [];
  let value = 0;
  let factor = 1;
  for (let i = 0; i < text.length; i++) {
    const digit = VALUES[text.charCodeAt(i)];
    value += (digit & 31) * factor;
    if (digit & 32) factor *= 32;
    else {
      found.push(value);
      value = 0;
      factor = 1;
    }
  }
  return found;
}

/** @returns {number[]} rising numbers from their gaps */
export function fromGaps(text) {
  let last = 0;
  return numbers(text).map((gap) => (last += gap));
}

const GROUPS = 8;

/**
 * @typedef {{papers: number[], counts: number[]}} Found papers of one field, and how often each holds the term
 * @param {string} text one part of a term's postings
 * @returns {Found}
 */
function part(text) {
  const papers = [];
  const counts = [];
  text.split(",").forEach((group, index) => {
    if (index < GROUPS - 1) {
      for (const paper of fromGaps(group)) {
        papers.push(paper);
        counts.push(index + 1);
      }
      return;
    }
    const pairs = numbers(group);
    for (let i = 0, last = 0; i < pairs.length; i += 2) {
      papers.push((last += pairs[i]));
      counts.push(pairs[i + 1]);
    }
  });
  return { papers, counts };
}

/**
 * @param {string} text a term's postings: name, then each field, split by |
 * @returns {{names: Found, fields: (Found|null)[]}} null for fields without the term
 */
export function postings(text) {
  const [names, ...fields] = text.split("|");
  return { names: part(names), fields: fields.map((field) => (field ? part(field) : null)) };
}

/** @returns {string[]} words that each say how much they share with the one before */
export function unfront(text) {
  let before = "";
  return text.split("\n").map((line) => (before = before.slice(0, VALUES[line.charCodeAt(0)]) + line.slice(1)));
}
