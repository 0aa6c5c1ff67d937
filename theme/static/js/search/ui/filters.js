/** The form for order, year, month and topic, with how many papers each choice would leave. */

import { element } from "./elements.js";
import { formatNumber, monthName } from "./format.js";

const MAX_TOPICS = 12;
/** With more months, a year is chosen first. */
const MAX_MONTHS = 18;

/**
 * @typedef {{value: string, label: string, count?: number}} Choice
 * @typedef {{year: string, month: string, topic: string, sort: string}} State what is chosen; empty if nothing is
 */

/** Return radio buttons for one of the state's names. */
function group(legend, name, choices, chosen, onChoose) {
  const options = choices.map(({ value, label, count }) => {
    const input = element("input", { type: "radio", name, value, checked: value === chosen });
    input.addEventListener("change", () => onChoose(value));
    const option = element("label", {}, input, element("span", { dir: "auto" }, label));
    if (count !== undefined) option.append(element("span", { className: "count" }, formatNumber(count)));
    return option;
  });
  return element("fieldset", {}, element("legend", {}, legend), ...options);
}

/** @returns {Map<string, number>} the papers of each year */
function countYears(months) {
  const years = new Map();
  for (const [month, count] of months) years.set(month.slice(0, 4), (years.get(month.slice(0, 4)) ?? 0) + count);
  return years;
}

/** @returns {Choice[]} the commonest topics, and the chosen one */
function topicChoices(topics, chosen) {
  const sorted = [...topics].sort((a, b) => b[1] - a[1]);
  const shown = sorted.filter(([topic], place) => place < MAX_TOPICS || topic === chosen);
  return shown.map(([topic, count]) => ({ value: topic, label: topic, count }));
}

function groups({ months, topics }, state, onChoose) {
  const years = countYears(months);
  const year = state.year || state.month.slice(0, 4);
  const total = [...years.values()].reduce((sum, count) => sum + count, 0);
  const orders = [{ value: "", label: "Best match" }, { value: "newest", label: "Newest" }];
  const yearChoices = [...years].map(([value, count]) => ({ value, label: value, count }));
  const shown = [
    group("Order", "sort", orders, state.sort, (sort) => onChoose({ sort })),
    group("Year", "year", [{ value: "", label: "All years", count: total }, ...yearChoices], year, (value) =>
      onChoose({ year: value, month: "" }),
    ),
  ];
  if (year || months.length <= MAX_MONTHS) {
    const ofYear = months.filter(([month]) => month.startsWith(year));
    const name = (month) => (year ? monthName(month) : `${monthName(month)} ${month.slice(0, 4)}`);
    const monthChoices = ofYear.map(([value, count]) => ({ value, label: name(value), count }));
    const all = { value: "", label: year ? `All of ${year}` : "All months", count: year ? years.get(year) ?? 0 : total };
    const choose = (month) => onChoose({ year: year || month.slice(0, 4), month });
    shown.push(group("Month", "month", [all, ...monthChoices], state.month, choose));
  }
  const named = topicChoices(topics, state.topic);
  if (named.length) {
    const choices = [{ value: "", label: "All topics" }, ...named];
    shown.push(group("Topic", "topic", choices, state.topic, (topic) => onChoose({ topic })));
  }
  return shown;
}

/**
 * Show the filters in a container.
 * @param {HTMLElement} container
 * @param {{months: [string, number][], topics: [string, number][]}} facets the newest month first
 * @param {State} state
 * @param {(change: Partial<State>) => void} onChoose
 */
export function showFilters(container, facets, state, onChoose) {
  const focused = container.contains(document.activeElement) ? document.activeElement : null;
  const open = container.querySelector("details")?.open ?? matchMedia("(width >= 64rem)").matches;
  const heading = element("summary", {}, "Filter and order");
  container.replaceChildren(element("details", { open }, heading, ...groups(facets, state, onChoose)));
  container.hidden = false;
  if (focused) restoreFocus(container, focused);
}

function restoreFocus(container, focused) {
  const inputs = [...container.querySelectorAll("input")];
  const same = inputs.find(({ name, value }) => name === focused.name && value === focused.value);
  (same ?? container.querySelector("summary")).focus();
}

export function hideFilters(container) {
  container.hidden = true;
}
