/** What an address of another site says of a paper that no paper has for its own: its DOI, or words of its title. Pure. */

/** Addresses of publishers that have a part of a DOI, with what comes before that part. */
const OF_PUBLISHERS = [
  [/(?:^|\.)nature\.com\/articles\/([\w.-]+)/i, "10.1038/"],
  [/(?:^|\.)elifesciences\.org\/(?:articles|reviewed-preprints)\/(\d+)/i, "10.7554/eLife."],
  [/(?:^|\.)ssrn\.com\/(?:.*[?&]abstract(?:_id)?=|abstract=)(\d+)/i, "10.2139/ssrn."],
  [/(?:^|\.)jstor\.org\/stable\/(\d+)/i, "10.2307/"],
  [/(?:^|\.)zenodo\.org\/records?\/(\d+)/i, "10.5281/zenodo."],
  [/(?:^|\.)thelancet\.com\/.*\/PII(S[\dX()-]+)/i, "10.1016/"],
  [/(?:^|\.)cambridge\.org\/.*\/identifier\/(S\d+)/i, "10.1017/"],
];
/** What a reader looked for there. */
const ASKED = /[?&](?:q|query|search_query|search|term|text|title|keywords?|date)=([^&#]+)/i;
/** A day, week or month whose papers are there. */
const PERIOD = /\/(?:date|day|week|month)s?\/((?:19|20)\d\d-(?:W?\d\d)(?:-\d\d)?)(?:[/?#]|$)/i;
/** The name of a repository, a model or a data set. */
const NAMED = /^(?:www\.)?(?:github\.com|huggingface\.co\/(?:datasets|spaces)|huggingface\.co|hf\.co)\/[\w.-]+\/([\w.-]+)/i;
const NUMBER = /^[\da-f]{7,}$/i;
/** What models' names have behind that of a paper: size, month, kind and form, as in "Quay2-7B-Instruct-2409-GGUF". */
const OF_MODEL = /^(?:[\d.]+x?[\d.]*[bm]|\d{4}|v[\d.]+|instruct|chat|base|preview|hf|gguf|awq|gptq|fp8|int[48])$/i;
/** Words that make a part of an address that of a title; two may be one, if the title has no others. */
const [FEWEST, PAIR] = [3, 2];
/** What a forum puts before a title: "r_old_tides". */
const LABEL = /^[dnpr]_(?=.)/;

/** Return a text with its escaped signs as they are; as it is if they are no text. */
export function decoded(text) {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

/** Return the DOI that an address of a publisher says in part; empty for others. */
export function doiWithin(address) {
  const [found, before] = OF_PUBLISHERS.find(([pattern]) => pattern.test(address)) ?? [];
  return found ? before + found.exec(address)[1] : "";
}

const wordsIn = (part) => part.replace(/\.(?:pdf|html?)$/i, "").replace(LABEL, "").split(/[-_\s:+]+/).filter((word) => word && !NUMBER.test(word));

/** Return the words of a model's name without those at its end that say which of several it is; null for other names. */
export function wordsOfModel(name) {
  const words = wordsIn(name);
  const last = Math.max(words.findLastIndex((word) => !OF_MODEL.test(word)), 0);
  return last + 1 < words.length ? { words: words.slice(0, last + 1).join(" "), kind: "name" } : null;
}

/**
 * Return the words in an address: those that were looked for there, also a day, those of a title, or a name.
 * @param {string} address without its scheme
 * @returns {{words: string, kind: "asked"|"title"|"name"|"pair"}|null} `pair` if they are a title only if it has no others
 */
export function wordsWithin(address) {
  const [, asked] = ASKED.exec(address) ?? PERIOD.exec(address) ?? [];
  if (asked) return { words: decoded(asked.replaceAll("+", " ")), kind: "asked" };
  const [, ...parts] = decoded(address.split(/[?#]/)[0]).split("/").map(wordsIn);
  const title = parts.reduce((best, part) => (part.length > best.length ? part : best), []);
  const [, name] = NAMED.exec(address) ?? [];
  const ofModel = name ? wordsOfModel(name) : null;
  if (ofModel) return ofModel;
  if (title.length >= FEWEST) return { words: title.join(" "), kind: "title" };
  if (name) return { words: wordsIn(name.replace(/\.git$/i, "")).join(" "), kind: "name" };
  return title.length === PAIR ? { words: title.join(" "), kind: "pair" } : null;
}
