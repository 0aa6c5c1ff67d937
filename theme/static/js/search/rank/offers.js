/** What a query leads to besides papers: pages of whom or what it names, and near terms. */

import { nameKey } from "../index/names.js";
import { takeAuthors } from "./authors.js";
import { spanOf } from "./written_dates.js";

/** Words of a query that may name something. */
const MOST_WORDS = 8;
/** Signs of Lunr's language, and of fields. */
const LANGUAGE = /[:~^*]|(?:^|\s)[+-]/;

/**
 * @typedef {{label: string, href: string, papers: number}} PageOffer `href` is an address from the site's root; the label of
 *   a day or month is in figures
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

/** Return offers with the page of a day or month that has papers; as they are for other days. */
export function withPeriod({ pages, related }, { first, last }, papers) {
  const month = first.slice(0, 7);
  const whole = spanOf(...month.split("-"));
  const isMonth = first === whole?.first && last === whole.last;
  const page = first === last ? [first, `dates/${first}/`] : isMonth ? [month, `months/${month}/`] : null;
  if (!page || !papers) return { pages, related };
  return { pages: [{ label: page[0], href: page[1], papers }, ...pages], related };
}
