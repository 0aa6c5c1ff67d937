/** The search dialog before anything is searched: its field takes letters while what searches is loaded. */

import { make } from "./elements.js";
import { _, filled } from "./words.js";

/**
 * Return the search dialog: pages do without it until it is first opened.
 * @param {HTMLElement} root
 * @param {() => Promise<void>} openFirst follows the first result
 */
export function makeDialog(root, openFirst) {
  const address = `${root.dataset.root}search/`;
  const key = (name) => make("kbd", {}, name);
  const label = _("Search all papers");
  const input = make("input", {
    ...{ type: "search", name: "q", "data-search": "input", "aria-label": label, placeholder: label },
    ...{ autocomplete: "off", autocapitalize: "none", spellcheck: "false", enterkeyhint: "search" },
  });
  const close = make("button", { type: "button", "data-search": "close" }, _("Close"));
  const all = make("a", { href: address, "data-search": "all", hidden: "" }, _("All results, with filters"));
  const hints = [
    filled(_("{up} {down} to move"), { up: key("↑"), down: key("↓") }),
    filled(_("{enter} to open, {control} for all results"), { enter: key("Enter"), control: key("Ctrl+Enter") }),
    filled(_("{escape} to close"), { escape: key("Esc") }),
  ];
  const form = make("form", { role: "search", action: address, method: "get" }, input, close);
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    // If its module cannot be loaded, the search page may be.
    openFirst().catch(() => form.submit());
  });
  form.addEventListener("keydown", (event) => {
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey) && input.value.trim()) form.submit();
  });
  return make(
    "dialog",
    { id: "search-dialog", "aria-label": _("Search") },
    form,
    make("p", { class: "hints", role: "status", "aria-live": "polite", "data-search": "status" }),
    make("ul", { class: "offers", "data-search": "offers", role: "list" }),
    make("ol", { class: "results", "data-search": "results", role: "list" }),
    make("div", { "data-search": "after", hidden: "" }),
    make("div", { "data-search": "related" }),
    make("section", { class: "recent", "data-search": "recent", hidden: "" }),
    make("p", { class: "hints" }, ...hints.flatMap((hint) => [make("span", {}, ...hint), " "]), all),
  );
}
