/** Names of authors in a query: `author:"Ilse Tarn"` stands for the papers of those who have exactly this name. */

import { hasInitial, nameKey, personOf } from "../index/names.js";

const CLAUSE = /(^|\s)([+-]?)authors?:["\u201c\u201d]([^"\u201c\u201d]*)["\u201c\u201d]?/gi;
/** Names that are looked up. */
const MAX_NAMES = 16;

/**
 * @typedef {{name: string, sign: string}} Author `sign` is "+", "-" or empty
 * @typedef {{name: string, key: string, sign: string, papers: Set<number>}} Found
 */

/**
 * Take the names out of a query.
 * @returns {{authors: Author[], rest: string}}
 */
export function takeAuthors(text) {
  const authors = [];
  const rest = text.replace(CLAUSE, (_, before, sign, name) => {
    authors.push({ name: name.trim(), sign });
    return before;
  });
  return { authors: authors.slice(0, MAX_NAMES), rest: authors.length ? rest.trim() : text };
}

/**
 * Look up the papers of each name.
 * @param {import("../index/index_reader.js").IndexReader} index
 * @param {Author[]} authors
 * @returns {Promise<Found[]>}
 */
export function findAuthors(index, authors) {
  return Promise.all(
    authors.map(async ({ name, sign }) => {
      const { key, papers } = await personOf(index, name);
      return { name, key, sign, papers: new Set(papers) };
    }),
  );
}

/** Return a test for papers that have all names with "+", none with "-", and one of the others, if there are any. */
export function authorTest(found) {
  const withSign = (wanted) => found.filter(({ sign }) => sign === wanted).map(({ papers }) => papers);
  const [optional, required, prohibited] = ["", "+", "-"].map(withSign);
  return (paper) =>
    (!optional.length || optional.some((papers) => papers.has(paper))) &&
    required.every((papers) => papers.has(paper)) &&
    !prohibited.some((papers) => papers.has(paper));
}

/**
 * Return a paper's authors as results show them, which name the first ones, with those who were asked for, marked.
 * @returns {import("./excerpt.js").Run[]}
 */
export function nameAuthors(authors, paper, found) {
  const asked = new Map(found.filter(({ papers }) => papers.has(paper)).map(({ key, name }) => [key, name]));
  const runs = [];
  // Between the names are commas, and before a number of others an "and".
  for (const part of authors.split(/(, | and (?=\d))/)) if (part) runs.push([part, isAsked(nameKey(part), asked)]);
  for (const [i, name] of [...asked.values()].entries()) runs.push([i ? ", " : ", among them ", false], [name, true]);
  return joined(runs);
}

/** Return whether a name is one of those asked for, and take it from these. */
function isAsked(name, asked) {
  const initials = [...asked.keys()].filter((key) => key.startsWith("~") && hasInitial(name, key));
  return [name, ...initials].filter((key) => asked.delete(key)).length > 0;
}

/** Join neighbouring runs that are both marked, or both not. */
function joined(runs) {
  const found = [];
  for (const [text, marked] of runs) {
    if (found.length && found.at(-1)[1] === marked) found.at(-1)[0] += text;
    else found.push([text, marked]);
  }
  return found;
}
