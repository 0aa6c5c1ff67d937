/** What a search shows while nothing is asked for: the reader's last queries, and examples. */

import { _ } from "../../site.js";
import { element } from "./elements.js";
import { forgetQueries, recentQueries } from "./recent.js";

/**
 * Show the last queries in a section, which is hidden if there are none.
 * @param {HTMLElement} section
 * @param {(query: string) => void} onChoose
 * @param {() => void} onForget called when the reader has had them forgotten
 */
export function showRecent(section, onChoose, onForget) {
  const queries = recentQueries();
  section.hidden = !queries.length;
  if (!queries.length) return section.replaceChildren();
  const forget = element("button", { type: "button", className: "forget" }, _("Forget these"));
  forget.addEventListener("click", () => {
    forgetQueries();
    showRecent(section, onChoose, onForget);
    onForget();
  });
  section.replaceChildren(element("h2", {}, _("Your last queries")), chips(queries, onChoose), forget);
}

/** Show queries that find something in a section. */
export function showExamples(section, queries, onChoose) {
  section.replaceChildren(...(queries.length ? [element("h2", {}, _("For example")), chips(queries, onChoose)] : []));
}

function chips(queries, onChoose) {
  const items = queries.map((query) => {
    const button = element("button", { type: "button", className: "chip", dir: "auto" }, query);
    button.addEventListener("click", () => onChoose(query));
    return element("li", {}, button);
  });
  return element("ul", { className: "chips", role: "list" }, ...items);
}
