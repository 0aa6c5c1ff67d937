/** Lunr's weights (lunr.js 2.3.9): Okapi BM25, worked out from the counts that the index holds. */

/**
 * Return Lunr's inverse document frequency of a term.
 * @param {number} found occurrences counted once for each field of each paper, so there may be more than papers
 */
export const idf = (found, papers) => Math.log(1 + Math.abs((papers - found + 0.5) / (found + 0.5)));

/**
 * Return a term's weight in a field of a paper, rounded to three decimals as Lunr's index has it.
 * @param {{averages: number[], boosts: number[], b: number, k1: number}} statistics
 * @param {number} count how often the paper's field holds the term
 * @param {number} length the field's number of terms in this paper
 */
export function weight({ averages, boosts, b, k1 }, field, idf, count, length) {
  const score = (idf * ((k1 + 1) * count)) / (k1 * (1 - b + b * (length / averages[field])) + count);
  return Math.round(score * boosts[field] * 1000) / 1000;
}
