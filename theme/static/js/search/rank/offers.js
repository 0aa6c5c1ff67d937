/** What a query leads to besides papers: pages of whom or what it names, and near terms. */

import { nameKey } from "../index/names.js";
import { takeAuthors } from "./authors.js";
import { nameOfWeek, spanOf, weekOf } from "./calendar.js";

/** Words of a query that may name something. */
const MOST_WORDS = 8;
/** Signs of Lunr's language, and of fields. */
const LANGUAGE = /[:~^*]|(?:^|\s)[+-]/;

/**
 * @typedef {{label: string, href: string, papers: number}} PageOffer `href` is an address from the site's root; the label of
 *   a day, week or month is in figures
 * @typedef {{pages: PageOffer[], related: string[]}} Offers
 */

const NOTHING = { pages: [], related: [] };

const singular = (word) => (word.length > 3 && /[^sui]s$/.test(word) ? word.slice(0, -1) : word);

/** Return what a text is looked up by, as generator/daybook/search/offers.py has it. */
export const offerKey = (text) => nameKey(text).split(" ").map(singular).join(" ");

/** Return the keys of a query: that of all of it, and that of its longest word, if it has several; none for others. */
export function offerKeys(text) {
  const { authors, rest } = takeAuthors(text);
  if (authors.length) return authors.length === 1 && !rest && !authors[0].sign ? [offerKey(authors[0].name)] : [];
  if (LANGUAGE.test(text)) return [];
  const words = offerKey(text).split(" ").filter(Boolean);
  if (!words.length || words.length > MOST_WORDS || words.join("").length < 2) return [];
  const longest = words.reduce((best, word) => (word.length > best.length ? word : best));
  return words.length > 1 ? [words.join(" "), longest] : words;
}

/**
 * Return what there is for a query; nothing if a file cannot be read, as papers are what was asked for.
 * @param {import("../index/index_reader.js").IndexReader} index
 * @returns {Promise<Offers>}
 */
export async function findOffers(index, text) {
  try {
    const [whole, word] = await Promise.all(offerKeys(text).map((key) => index.offersOf(key)));
    if (whole) return whole;
    return word ? { pages: [], related: word.related } : NOTHING;
  } catch {
    return NOTHING;
  }
}

/** Return offers with the search for exactly a name that a query has, if there is no page of a person. */
export function withExactName({ pages, related }, authors, text) {
  const [author] = authors;
  const isExact = !author || takeAuthors(text).authors.length > 0;
  if (isExact || pages.some(({ href }) => href.startsWith("people/"))) return { pages, related };
  const href = `search/?${new URLSearchParams({ q: `author:"${author.name}"` })}`;
  return { pages: [{ label: author.name, href, papers: author.papers.size }, ...pages], related };
}

/** Return the page of a day, a month or a week; null for other days, and for weeks of a site without their pages. */
function pageOf({ first, last }, hasWeeks) {
  if (first.startsWith("0000") || last.startsWith("9999")) return null;
  const month = first.slice(0, 7);
  const isAll = (span) => span?.first === first && span.last === last;
  if (first === last) return { label: first, href: `dates/${first}/` };
  if (isAll(spanOf(...month.split("-")))) return { label: month, href: `months/${month}/` };
  const week = hasWeeks && isAll(weekOf(first)) ? nameOfWeek(first) : "";
  return week ? { label: week, href: `weeks/${week}/` } : null;
}

/** Return offers with the page of a day, week or month that has papers; as they are for other days. */
export function withPeriod({ pages, related }, span, papers, hasWeeks) {
  const page = papers ? pageOf(span, hasWeeks) : null;
  return page ? { pages: [{ ...page, papers }, ...pages], related } : { pages, related };
}
