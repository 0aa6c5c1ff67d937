/** What the search page is asked for, as its address has it: a text, filters and an order. It knows nothing of the page. */

/** @typedef {import("../rank/facets.js").Filter} Filter */
/** @typedef {{text: string, filters: Filter[], sort: string}} State `sort` is empty or "newest" */

const KINDS = ["topic", "author", "year", "month"];
const NOT = "not-";
/** Filters that are looked at: an address may have any number. */
const MOST = 40;
const VALID = { year: /^\d{4}$/, month: /^\d{4}-\d\d$/ };

const isSame = (one, other) => one.kind === other.kind && one.value === other.value;

/** Return the state that an address's query has, such as `?q=lamp&topic=lamp-oil&not-topic=wicks&year=2025`. */
export function readState(search) {
  const parameters = new URLSearchParams(search);
  const filters = [];
  for (const [name, given] of parameters) {
    const not = name.startsWith(NOT);
    const filter = { kind: not ? name.slice(NOT.length) : name, value: given.trim(), not };
    const isKnown = KINDS.includes(filter.kind) && filter.value && (VALID[filter.kind]?.test(filter.value) ?? true);
    if (isKnown && filters.length < MOST && !filters.some((other) => isSame(filter, other))) filters.push(filter);
  }
  const sort = parameters.get("sort") === "newest" ? "newest" : "";
  return { text: parameters.get("q") ?? "", filters, sort };
}

/** Return the query of a state's address, with its question mark; empty for an empty state. */
export function writeState({ text, filters, sort }) {
  const parameters = new URLSearchParams();
  if (text.trim()) parameters.set("q", text.trim());
  for (const { kind, value, not } of filters) parameters.append(not ? NOT + kind : kind, value);
  if (sort) parameters.set("sort", sort);
  return parameters.size ? `?${parameters}` : "";
}

/** Return filters with one more, or without it if they have it; of a year that goes, its months go too. */
export function toggle(filters, filter) {
  const others = filters.filter((other) => !isSame(filter, other));
  if (!filters.some((other) => isSame(filter, other) && other.not === filter.not)) return [...others, filter];
  const isOfYear = ({ kind, value }) => filter.kind === "year" && kind === "month" && value.startsWith(filter.value);
  return others.filter((other) => !isOfYear(other));
}

/** Return whether filters have a value: true or false, or "not" if they leave it out. */
export function chosen(filters, kind, value) {
  const found = filters.find((other) => isSame({ kind, value }, other));
  return found ? (found.not ? "not" : true) : false;
}
