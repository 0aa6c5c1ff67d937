/** Filters by year, month and topic, with what each would leave, and the order of results. */

import { element, monthName, number } from "./results.js";

const MOST_TOPICS = 12;

/** @typedef {{name: string, value: string, label: string, count?: number}} Choice */

function option({ name, value, label, count }, current, choose) {
  const input = element("input", { type: "radio", name, value, checked: value === current });
  input.addEventListener("change", () => choose(value));
  const made = element("label", {}, input, element("span", { dir: "auto" }, label));
  if (count !== undefined) made.append(element("span", { className: "count" }, number(count)));
  return made;
}

function group(legend, choices, current, choose) {
  return element(
    "fieldset",
    {},
    element("legend", {}, legend),
    ...choices.map((choice) => option(choice, current, choose)),
  );
}

function times(months) {
  const years = new Map();
  for (const [month, count] of months) years.set(month.slice(0, 4), (years.get(month.slice(0, 4)) ?? 0) + count);
  return years;
}

/**
 * @param {HTMLElement} place
 * @param {{months: [string, number][], topics: [string, number][]}} facets newest months first
 * @param {{year: string, month: string, topic: string, sort: string}} state
 * @param {(change: object) => void} choose
 */
export function fill(place, facets, state, choose) {
  const held = place.contains(document.activeElement) ? document.activeElement : null;
  const years = times(facets.months);
  const year = state.year || state.month.slice(0, 4);
  const total = [...years.values()].reduce((sum, count) => sum + count, 0);
  const groups = [
    group("Order", [{ name: "sort", value: "", label: "Best match" }, { name: "sort", value: "newest", label: "Newest" }], state.sort, (sort) => choose({ sort })),
    group(
      "Year",
      [{ name: "year", value: "", label: "All years", count: total }, ...[...years].map(([value, count]) => ({ name: "year", value, label: value, count }))],
      year,
      (value) => choose({ year: value, month: "" }),
    ),
  ];
  if (year) {
    const months = facets.months.filter(([month]) => month.startsWith(year));
    groups.push(
      group(
        "Month",
        [{ name: "month", value: "", label: `All of ${year}`, count: years.get(year) ?? 0 }, ...months.map(([value, count]) => ({ name: "month", value, label: monthName(value), count }))],
        state.month,
        (month) => choose({ year, month }),
      ),
    );
  }
  const topics = topicChoices(facets.topics, state.topic);
  if (topics.length) {
    const choices = [{ name: "topic", value: "", label: "All topics" }, ...topics];
    groups.push(group("Topic", choices, state.topic, (topic) => choose({ topic })));
  }
  const open = place.querySelector("details")?.open ?? matchMedia("(width >= 64rem)").matches;
  place.replaceChildren(element("details", { open }, element("summary", {}, "Filter and order"), ...groups));
  place.hidden = false;
  if (held) focusAgain(place, held);
}

function topicChoices(topics, chosen) {
  const sorted = [...topics].sort((a, b) => b[1] - a[1]);
  const shown = sorted.filter(([topic], place) => place < MOST_TOPICS || topic === chosen);
  return shown.map(([topic, count]) => ({ name: "topic", value: topic, label: topic, count }));
}

function focusAgain(place, held) {
  const same = [...place.querySelectorAll("input")].find(
    (input) => input.name === held.name && input.value === held.value,
  );
  (same ?? place.querySelector("summary")).focus();
}

export function hide(place) {
  place.hidden = true;
}
