/** Elements made by scripts. Text becomes text nodes, never markup. It imports nothing. */

/** Create an element with properties and children; strings become text. */
export function element(name, properties, ...children) {
  const created = Object.assign(document.createElement(name), properties);
  created.append(...children);
  return created;
}

/** Create an element with attributes and children. Older browsers have no property for some, such as `role`. */
export function make(name, attributes, ...children) {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
  made.append(...children);
  return made;
}
