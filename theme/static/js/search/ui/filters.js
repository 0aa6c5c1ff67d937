/**
 * The form for order, years, months and topics, with how many papers each choice would leave, and the chosen ones as
 * chips above the results. Choices stay when counts change: to lay all of them out again takes a phone long.
 */

import { _, formatNumber } from "../../site/words.js";
import { element } from "../../site/elements.js";
import { monthName, monthOfYear } from "./format.js";
import { chosen, toggle } from "./state.js";

const MAX_TOPICS = 24;
/** With more months, a year is chosen first. */
const MAX_MONTHS = 18;

/**
 * @typedef {import("../rank/facets.js").Filter} Filter
 * @typedef {{months: [string, number][], topics: [import("../rank/facets.js").Topic, number][]|null}} Facets
 * @typedef {{filters: Filter[], sort: string}} Chosen
 */

/** @returns {[string, number][]} the papers of each year */
function countYears(months) {
  const years = new Map();
  for (const [month, count] of months) years.set(month.slice(0, 4), (years.get(month.slice(0, 4)) ?? 0) + count);
  return [...years];
}

/** Return the months to choose among: those of the one chosen year, or all if they are few. */
function monthsShown(months, filters) {
  const ofTime = filters.filter(({ kind, not }) => !not && (kind === "year" || kind === "month"));
  const years = new Set(ofTime.map(({ value }) => value.slice(0, 4)));
  if (years.size === 1) return months.filter(([month]) => years.has(month.slice(0, 4)));
  return !years.size && months.length <= MAX_MONTHS ? months : [];
}

/** Put nodes into a container, which is left alone if it has them already. */
function fill(container, nodes) {
  const held = container.childNodes;
  if (held.length !== nodes.length || nodes.some((node, at) => held[at] !== node)) container.replaceChildren(...nodes);
}

function write(node, text) {
  if (node.textContent !== text) node.textContent = text;
}

/** One of several orders. */
class Order {
  constructor(value, label, onChoose) {
    this.value = value;
    this.input = element("input", { type: "radio", name: "sort", value });
    this.input.addEventListener("change", () => onChoose(value));
    this.element = element("label", {}, this.input, element("span", {}, label));
  }

  show(sort) {
    this.input.checked = this.value === sort;
  }
}

/** A checkbox with a button beside it that leaves the value out. */
class Option {
  /**
   * @param {{kind: string, value: string}} filter
   * @param {(not: boolean) => void} onChoose
   */
  constructor({ kind, value }, onChoose) {
    this.input = element("input", { type: "checkbox", name: kind, value });
    this.input.addEventListener("change", () => onChoose(false));
    this.label = element("span", { dir: "auto" });
    this.count = element("span", { className: "count" });
    this.said = element("span", { className: "said" });
    this.not = element("button", { type: "button", className: "not", name: `not-${kind}`, value }, _("exclude"), this.said);
    this.not.addEventListener("click", () => onChoose(true));
    this.element = element("div", { className: "option" }, element("label", {}, this.input, this.label, this.count), this.not);
  }

  /** @param {boolean|"not"} state whether it is chosen, or left out */
  show(label, count, state) {
    write(this.label, label);
    write(this.said, ` ${label}`);
    write(this.count, state === "not" ? "" : formatNumber(count));
    this.input.checked = state === true;
    // A choice without papers keeps its place, but is none; what has the focus keeps that.
    const isDisabled = !count && !state;
    if (this.input !== document.activeElement) this.input.disabled = isDisabled;
    if (this.not !== document.activeElement) this.not.disabled = isDisabled;
    this.not.ariaPressed = String(state === "not");
  }
}

/** Filters in a container: `details` that the page has from the start, so that nothing moves when they are filled. */
export class Filters {
  /**
   * @param {HTMLElement} container with `details`, and in these another one for topics
   * @param {() => Chosen} read returns what is chosen
   * @param {(change: Partial<Chosen>) => void} onChange
   * @param {() => void} onOpen called when something is opened that is not counted yet
   */
  constructor(container, read, onChange, onOpen) {
    Object.assign(this, { container, read, onChange });
    const orders = [["", _("Best match")], ["newest", _("Newest")]];
    this.orders = orders.map(([value, label]) => new Order(value, label, (sort) => onChange({ sort })));
    /** What was made so far, by kind and value, and by legend. */
    [this.options, this.groups] = [new Map(), new Map()];
    const part = (name) => container.querySelector(`[data-filters="${name}"]`);
    [this.times, this.topics, this.topicList] = [part("times"), part("topics"), part("topic-list")];
    this.drawer = container.querySelector("details");
    this.outdate();
    this.drawer.addEventListener("toggle", () => this.drawer.open && !this.facets && onOpen());
    this.topics.addEventListener("toggle", () => this.wantsTopics && !this.facets?.topics && onOpen());
    // A reader opened it before this script ran.
    if (this.drawer.open) onOpen();
  }

  /** Whether topics are shown, so that they have to be counted. */
  get wantsTopics() {
    return this.topics.open && this.drawer.open;
  }

  /** @returns {{open: boolean[], height: number}} what is open, and the height of what is filled when counts are there */
  shape() {
    return { open: [this.drawer, this.topics].map((details) => details.open), height: this.times.getBoundingClientRect().height };
  }

  /** Open what was open, and keep the room that it needs until it is filled: a reader who is back sees nothing move. */
  reserve({ open, height }) {
    [this.drawer, this.topics].forEach((details, at) => (details.open = open[at]));
    this.times.style.minHeight = `${height}px`;
  }

  /** Forget the counts, as there is another answer. */
  outdate() {
    this.facets = null;
  }

  /** @param {Facets} facets the newest month first */
  show(facets) {
    this.facets = facets;
    const { filters, sort } = this.read();
    const focused = this.container.contains(document.activeElement) ? document.activeElement : null;
    for (const order of this.orders) order.show(sort);
    // Where no paper is left, all counts are 0: what is chosen can still be taken back.
    const hasPapers = facets.months.some(([, count]) => count);
    const isShown = (kind, [value, count]) => hasPapers || count || chosen(filters, kind, value);
    const options = (kind, counted) => counted.filter((each) => isShown(kind, each)).map(([value, count]) => this.option(filters, { kind, value }, labelOf(kind, value, filters), count));
    const months = monthsShown(facets.months, filters);
    const groups = [this.group(_("Order"), this.orders.map((order) => order.element))];
    const times = [[_("Year"), options("year", countYears(facets.months))], [_("Month"), options("month", months)]];
    for (const [legend, choices] of times) if (choices.length) groups.push(this.group(legend, choices));
    fill(this.times, groups);
    this.times.style.minHeight = "";
    this.showTopics(facets.topics, filters);
    if (focused && document.activeElement !== focused) this.restoreFocus(focused);
  }

  /** Show what is chosen now, at once: the counts follow with the answer. */
  follow() {
    if (this.facets) this.show(this.facets);
  }

  showTopics(topics, filters) {
    if (!topics) return this.topicList.replaceChildren(_("Counting…"));
    const isChosen = ([topic]) => chosen(filters, "topic", topic.slug);
    const shown = topics.filter((counted, place) => place < MAX_TOPICS || isChosen(counted));
    const options = shown.map(([{ name, slug }, count]) => this.option(filters, { kind: "topic", value: slug }, name, count));
    if (options.length) fill(this.topicList, options);
    else this.topicList.replaceChildren(_("No topic has any of these papers."));
  }

  /** Return the element of a choice, which is made once. */
  option(filters, { kind, value }, label, count) {
    const key = `${kind} ${value}`;
    const choose = (not) => this.onChange({ filters: toggle(this.read().filters, { kind, value, not }) });
    if (!this.options.has(key)) this.options.set(key, new Option({ kind, value }, choose));
    const option = this.options.get(key);
    option.show(label, count, chosen(filters, kind, value));
    return option.element;
  }

  /** Return the group of choices that has a legend. */
  group(legend, choices) {
    if (!this.groups.has(legend)) this.groups.set(legend, element("fieldset", {}, element("legend", {}, legend)));
    const made = this.groups.get(legend);
    fill(made, [made.firstChild, ...choices]);
    return made;
  }

  restoreFocus(focused) {
    const controls = [...this.container.querySelectorAll("input, button")];
    const same = controls.find(({ name, value }) => name === focused.name && value === focused.value);
    (same ?? focused.closest("details")?.querySelector("summary") ?? this.container.querySelector("summary")).focus();
  }
}

function labelOf(kind, value, filters) {
  if (kind === "year") return value;
  const isOfYear = filters.some((filter) => !filter.not && (filter.kind === "year" || filter.kind === "month"));
  return isOfYear ? monthName(value) : monthOfYear(value);
}

/** Return what a filter is called: `topics` has the names of topics that are known. */
function filterLabel({ kind, value }, topics) {
  if (kind === "month") return monthOfYear(value);
  return kind === "topic" ? (topics[value] ?? value) : value;
}

/**
 * Show filters as chips in a list.
 * @param {HTMLElement} list
 * @param {import("../rank/facets.js").Filter[]} filters
 * @param {Object<string, string>} topics
 * @param {(filter: import("../rank/facets.js").Filter) => void} onRemove
 */
export function showChips(list, filters, topics, onRemove) {
  const at = [...list.querySelectorAll("button")].indexOf(document.activeElement);
  const chips = filters.map((filter) => {
    const name = element("span", { dir: "auto" }, filterLabel(filter, topics));
    const cross = element("span", { className: "cross", ariaHidden: "true" }, "×");
    const said = element("span", { className: "said" }, `${_("Remove")} `);
    const button = element("button", { type: "button", className: "chip" }, said, ...(filter.not ? [`${_("without")} `] : []), name, cross);
    if (filter.not) button.classList.add("chip-not");
    button.addEventListener("click", () => onRemove(filter));
    return element("li", {}, button);
  });
  list.replaceChildren(...chips);
  if (at >= 0) (list.querySelectorAll("button")[Math.min(at, filters.length - 1)] ?? document.querySelector("#q")).focus();
}
