/** The list of papers that a reader keeps, of any day: it adds, removes and shows papers, and gives their citations. */

import { _, sentences } from "../site/words.js";
import { fetched, save } from "../cite/citations.js";
import { element, make } from "../site/elements.js";
import { MOST, bibtexIn, parseKept, without, withPapers } from "./list.js";

/** @typedef {import("./list.js").Paper} Paper */

const root = new URL(document.documentElement.dataset.root || "./", document.baseURI);
const key = `daybook-kept ${root.pathname}`;
/** What is kept if the browser stores nothing: it lasts as long as the page. */
let unstored = null;

/** @returns {Paper[]} */
function kept() {
  try {
    return unstored ?? parseKept(localStorage.getItem(key));
  } catch {
    return [];
  }
}

function store(papers) {
  try {
    localStorage.setItem(key, JSON.stringify(papers));
  } catch {
    unstored = papers;
  }
}

/**
 * Keep some papers, and others no longer.
 * @param {Paper[]} added
 * @param {string[]} removed addresses
 */
export function follow(added, removed) {
  store(withPapers(without(kept(), removed), added));
  mark();
}

/** What a page of a paper has below `papers/` in its address. */
const here = location.pathname.slice(root.pathname.length).replace(/^papers\//, "");
/** The button of a paper's page; null on others. */
const keeper = document.querySelector("button[data-kept]");
const way = make("li", {}, make("a", { href: `${root.href}search/`, "data-kept": "" }, _("Kept papers")));
const isKept = () => kept().some(({ address }) => address === here);
const fullness = () => (kept().length < MOST ? "" : _("The list is full: the next paper takes the place of the last one."));

/** Show on the page of a paper whether it is kept, and if so, the way to the list. */
export function mark() {
  if (!keeper) return;
  keeper.ariaPressed = String(isKept());
  if (isKept()) keeper.parentElement.after(way);
  else way.remove();
}

/** Keep the paper of this page, or keep it no longer. A full list is opened, which says so. */
export function toggle() {
  const title = document.querySelector("[property='og:title']").content;
  if (isKept()) follow([], [here]);
  else follow([{ address: here, title }], []);
  document.querySelector("#said").textContent = isKept() ? _("Kept.") : _("No longer kept.");
  if (isKept() && fullness()) open();
}

const list = element("ol", { className: "lines", role: "list" });
const citing = element("p", { className: "triage-citing" });
const status = element("p", { className: "hints", role: "status" });
const heading = element("h2", { tabIndex: -1 });
const dialog = element(
  "dialog",
  { ariaLabel: _("Kept papers") },
  element("form", { method: "dialog" }, heading, element("button", {}, _("Close"))),
  list,
  citing,
  status,
);
document.body.append(dialog);

function button(label, action) {
  const made = element("button", { type: "button" }, label);
  made.addEventListener("click", action);
  return made;
}

function show() {
  const papers = kept();
  heading.textContent = papers.length ? _("Kept papers") : _("Nothing kept");
  list.replaceChildren(...papers.map(item));
  list.hidden = !papers.length;
  citing.hidden = list.hidden || document.documentElement.dataset.uncited !== undefined;
  status.textContent = papers.length ? fullness() : _("Papers are kept by a button on their pages, or when a day is read one by one.");
}

function item({ address, title }) {
  const remove = button(_("Remove"), () => {
    follow([], [address]);
    show();
    heading.focus();
  });
  remove.ariaLabel = `${_("Remove")} ${title}`;
  return element("li", {}, element("a", { href: `${root.href}papers/${address}`, dir: "auto" }, title), remove);
}

/** Give the entries of all kept papers, which their pages have, to a function, and say what it did. */
async function cite(use, done = "", refused = "") {
  const pages = kept().map(({ address }) => fetched(`${root.href}papers/${address}`).then(bibtexIn, () => ""));
  const found = (await Promise.all(pages)).filter(Boolean);
  const counts = { n: found.length, all: pages.length };
  const lacking = found.length < pages.length && _("{n} of {all} have a citation.", counts);
  try {
    if (found.length) await use(`${found.join("\n\n")}\n`);
    status.textContent = sentences(lacking, found.length && done);
  } catch {
    status.textContent = refused;
  }
}

const copy = () => cite((text) => navigator.clipboard.writeText(text), _("Copied."), _("Could not be copied here."));
citing.append(button(_("Copy BibTeX"), copy), button(_("Save BibTeX"), () => cite((text) => save(text, "kept.bib"))));

/** Open the list. */
export function open() {
  show();
  dialog.showModal();
  heading.focus();
}
