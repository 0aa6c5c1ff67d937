/** The chosen filters as chips above the results; a click on one takes it back. */

import { _ } from "../../site.js";
import { element } from "./elements.js";
import { formatSpan } from "./format.js";

/** Return what a filter is called: `topics` has the names of topics that are known. */
export function filterLabel({ kind, value }, topics) {
  if (kind === "month") return formatSpan({ first: `${value}-01`, last: lastOf(value) });
  return kind === "topic" ? (topics[value] ?? value) : value;
}

function lastOf(month) {
  const [year, number] = month.split("-").map(Number);
  return new Date(Date.UTC(year, number, 0)).toISOString().slice(0, 10);
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
    const button = element("button", { type: "button", className: "chip" }, said, ...(filter.not ? [`${_("not")} `] : []), name, cross);
    if (filter.not) button.classList.add("chip-not");
    button.addEventListener("click", () => onRemove(filter));
    return element("li", {}, button);
  });
  list.replaceChildren(...chips);
  if (at >= 0) (list.querySelectorAll("button")[Math.min(at, filters.length - 1)] ?? document.querySelector("#q")).focus();
}
