/** Choices of the filters' form. They stay when counts change: to lay all of them out again takes a phone long. */

import { _ } from "../../site.js";
import { element } from "./elements.js";
import { formatNumber } from "./format.js";

/** Put nodes into a container, which is left alone if it has them already. */
export function fill(container, nodes) {
  const held = container.childNodes;
  if (held.length !== nodes.length || nodes.some((node, at) => held[at] !== node)) container.replaceChildren(...nodes);
}

function write(node, text) {
  if (node.textContent !== text) node.textContent = text;
}

/** One of several orders. */
export class Order {
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
export class Option {
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
    this.not = element("button", { type: "button", className: "not", name: `not-${kind}`, value }, _("not"), this.said);
    this.not.addEventListener("click", () => onChoose(true));
    this.element = element("div", { className: "option" }, element("label", {}, this.input, this.label, this.count), this.not);
  }

  /** @param {boolean|"not"} state whether it is chosen, or left out */
  show(label, count, state) {
    write(this.label, label);
    write(this.said, ` ${label}`);
    write(this.count, state === "not" ? "" : formatNumber(count));
    this.input.checked = state === true;
    this.not.ariaPressed = String(state === "not");
  }
}
