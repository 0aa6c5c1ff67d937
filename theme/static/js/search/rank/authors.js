/** Names of authors in a query: `author:"Ilse Tarn"` stands for the papers of those who have exactly this name. */

import { hasInitial, lastWordOf, nameKey, personOf, written } from "../index/names.js";
import { keyOf, trim, wordsOf } from "../index/text.js";
import { termsOf } from "./query_words.js";

const CLAUSE = /(^|\s)([+-]?)authors?:["\u201c\u201d]([^"\u201c\u201d]*)["\u201c\u201d]?/gi;
/** A name without quotes, up to its last word. */
const UNQUOTED = /(^|\s)([+-]?authors?:)([^\s"\u201c\u201d]+(?:\s+[\p{L}.'-]+){1,3})\s*$/iu;
/** Letters of words such as "van" and "de", which are shown only if they are all. */
const PARTICLE = 3;
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
  return { authors: authors.slice(0, MAX_NAMES), rest: authors.length ? rest.replace(/^[\s,;]+|[\s,;]+$/g, "") : text };
}

/** Put a whole name that stands without quotes at the end of a query, `author:Ilse Tarn`, into quotes, if it is somebody's. */
export async function quoteName(index, text) {
  const [whole, before, field, name] = UNQUOTED.exec(text) ?? [];
  return name && (await personOf(index, name)).papers.length ? text.replace(whole, `${before}${field}"${written(name)}"`) : text;
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
      const { papers, ...person } = await personOf(index, name);
      const others = papers.length ? null : await ofLastName(index, name);
      return { ...person, ...others, sign, papers: new Set(others?.papers ?? papers) };
    }),
  );
}

/** Return the papers with all words of a last name such as "van der Moor" among their authors; null for other names. */
async function ofLastName(index, name) {
  const word = lastWordOf(name);
  if (!word) return null;
  const field = index.manifest.fields.indexOf("authors");
  const found = await Promise.all(wordsOf(name).map((each) => termsOf(index, each)));
  const [first, ...others] = found.map(({ word: own, exact }) => {
    const terms = exact.filter(({ term }) => keyOf(term) === keyOf(own));
    return new Set(terms.flatMap(({ fields }) => fields[field]?.papers ?? []));
  });
  return { key: nameKey(word), papers: [...first].filter((paper) => others.every((papers) => papers.has(paper))) };
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
 * Return the words of a query that only the authors of a paper have, by their keys: "lecun" may be the ninth. A word with
 * another stem is left out, as its stem may be a name: "lies" has that of "Li".
 * @param {import("./query_words.js").QueryWord[]} words
 * @param {string[]} fields
 * @param {string} text the query, which has the words with their capitals
 * @returns {[string, string][]}
 */
export function lastNames(words, fields, paper, text) {
  const author = fields.indexOf("authors");
  const hasPaper = (terms, field) => terms.some((term) => term.fields[field]?.papers.includes(paper));
  const ofAuthor = words.filter(({ word, exact }) => {
    const own = exact.filter(({ term }) => keyOf(term) === keyOf(word));
    return hasPaper(own, author) && !fields.some((_, field) => field !== author && hasPaper(exact, field));
  });
  const telling = ofAuthor.filter(({ word }) => word.length > PARTICLE);
  const typed = text.split(/[\s:-]+/).map(trim);
  return (telling.length ? telling : ofAuthor.filter(({ word }) => word.length > 1)).map(({ word }) => [keyOf(word), written(typed.find((each) => each.toLowerCase() === word) ?? word)]);
}

/**
 * Return a paper's authors as results show them, which name the first ones, with those who were asked for, marked.
 * @param {[string, string][]} [named] parts of names that were asked for, by their keys
 * @returns {import("./excerpt.js").Run[]}
 */
export function nameAuthors(authors, paper, found, named = []) {
  const whole = found.filter(({ papers }) => papers.has(paper)).map(({ key, name }) => [key, name]);
  const asked = new Map([...named, ...whole]);
  const runs = [];
  // Between the names are commas, and before a number of others an "and".
  for (const part of authors.split(/(, | and (?=\d))/)) if (part) runs.push([part, isAsked(nameKey(part), asked)]);
  for (const [i, name] of [...asked.values()].entries()) runs.push([i ? ", " : ", among them ", false], [name, true]);
  return joined(runs);
}

/** Return whether a name is one of those asked for, and take it from these. */
function isAsked(name, asked) {
  const initials = [...asked.keys()].filter((key) => key.startsWith("~") && hasInitial(name, key));
  return [name, ...name.split(" "), ...initials].filter((key) => asked.delete(key)).length > 0;
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
