/** Elements of results and filters. Text becomes text nodes, never markup. */

/** Create an element with properties and children; strings become text. */
export function element(name, properties, ...children) {
  const created = Object.assign(document.createElement(name), properties);
  created.append(...children);
  return created;
}

/**
 * Return text with its marked runs in <mark>.
 * @param {[string, boolean][]} runs
 * @returns {(string|HTMLElement)[]}
 */
export function markedText(runs) {
  return runs.map(([text, marked]) => (marked ? element("mark", {}, text) : text));
}
