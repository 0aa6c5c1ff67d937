/**
 * Every page loads this, so it is small: copy buttons, what is new since the last visit, and the ways into search,
 * triage and citations, which are imported when they are used. It is published with what it imports from `site/` in it,
 * and nothing imports it: features take words and elements from there themselves.
 */

import { make } from "./site/elements.js";
import { makeDialog } from "./site/search_dialog.js";
import { markNews } from "./site/visit.js";
import { _ } from "./site/words.js";

const LABEL_TIME = 2500;
/** Links of a paper's page to citations of its day. */
const OF_DAY = "#cite .downloads a:not([download])";
/** What a click uses. */
const USED = `[data-copy], [data-search-open], [data-sort], [data-triage], [data-kept], ${OF_DAY}`;
/** Labels of buttons that show what they did, until they are put back. */
const labels = new WeakMap();

/** Show text on a button for a while, and have a screen reader say it. */
function say(button, text) {
  if (!labels.has(button)) {
    labels.set(button, button.textContent);
    setTimeout(() => {
      button.textContent = labels.get(button);
      labels.delete(button);
      document.querySelector("#said").textContent = "";
    }, LABEL_TIME);
  }
  button.textContent = text;
  document.querySelector("#said").textContent = text;
}

async function copy(button) {
  const source = document.querySelector(button.dataset.copy);
  if (!source) return;
  try {
    await navigator.clipboard.writeText(source.textContent.trim());
    say(button, _("Copied"));
  } catch {
    getSelection().selectAllChildren(source);
    say(button, _("Selected: press Ctrl+C"));
  }
}

const openFirst = () => import("./search/ui/dialog.js").then((dialog) => dialog.openFirst());

/** Load what searches beside what shows it, the largest first: the client finds it in the browser's cache, and says what fails. */
function loadDialog() {
  fetch(new URL("./search/worker/worker.js", import.meta.url)).then((response) => response.blob()).catch(() => {});
  import("./search/worker/client.js").then(({ client }) => client.prefetch("")).catch(() => {});
  return import("./search/ui/dialog.js");
}

/** Load and open the view one by one; it gets the keys that were pressed while it loaded. */
function openTriage() {
  const pressed = [];
  const hear = (event) => pressed.push(event);
  addEventListener("keydown", hear);
  import("./triage/triage.js")
    .then(({ open }) => open(pressed))
    .finally(() => removeEventListener("keydown", hear));
}

/** Make elements lead to the search for their texts, which needs scripts too. */
function linkToSearch({ dataset }, elements, query = (text) => text) {
  for (const element of elements) {
    const href = `${dataset.root}search/?q=${encodeURIComponent(query(element.textContent))}`;
    element.append(make("a", { href }, ...element.childNodes));
  }
}

/** Make the names of authors without a page lead to the search for them. */
function linkNames(root, names) {
  const items = names?.querySelectorAll("li:not(.et-al, :has(a))") ?? [];
  linkToSearch(root, items, (name) => `author:"${name.replaceAll('"', " ")}"`);
}

/** Return the values below a term of a list, such as the keywords of a paper. */
function valuesOf(term) {
  const values = [];
  for (let next = term.nextElementSibling; next?.matches("dd"); next = next.nextElementSibling) values.push(next);
  return values;
}

/** Lead from an address that the site lacks but that names a paper, such as `/arxiv/2401.00010/`, to this paper. */
async function findNamed({ dataset }) {
  const [start, address] = [new URL(dataset.root, location).pathname, location.pathname + location.search];
  const { identifierOfPath } = await import("./search/rank/identifiers.js");
  const identifier = address.startsWith(start) && identifierOfPath(address.slice(start.length));
  if (identifier) import("./search/ui/arrive.js").then(({ arrive }) => arrive(identifier));
}

/** Let keys move a table, or a text with a formula, that is wider than its place; in unfolded abstracts too. */
function reachWide() {
  for (const text of document.querySelectorAll("main :is(p, h1):has(math), .prose table"))
    if (text.scrollWidth > text.clientWidth && !text.querySelector("a")) text.tabIndex = 0;
}

/** Show on a paper's page whether the reader keeps it; one who keeps none loads nothing for that. */
function markKept({ dataset }) {
  const isStored = localStorage.getItem(`daybook-kept ${new URL(dataset.root, location).pathname}`);
  if (isStored && document.querySelector("button[data-kept]")) import("./kept/kept.js").then(({ mark }) => mark());
}

function start() {
  const root = document.documentElement;
  root.classList.add("js");
  const field = document.querySelector("#q");
  // Before any key is heard, so that none is lost.
  const dialog = field ? null : document.body.appendChild(makeDialog(root, openFirst));
  if (!document.querySelector("#said")) document.body.append(make("p", { id: "said", class: "said", role: "status" }));
  if (!document.querySelector("a[data-kept]")) {
    const kept = make("a", { href: `${root.dataset.root}search/`, "data-kept": "" }, _("Kept papers"));
    document.querySelector(".foot > ul")?.append(make("li", {}, kept));
  }
  linkNames(root, document.querySelector(".head > .authors"));
  const others = document.querySelector(".other-authors");
  others?.addEventListener("toggle", () => linkNames(root, others), { once: true });
  for (const term of document.querySelectorAll("dt[data-searched]")) linkToSearch(root, valuesOf(term));
  reachWide();
  addEventListener("toggle", reachWide, true);

  function openSearch() {
    field?.focus();
    if (field) return field.select();
    // At once, so that letters typed while the modules load are in the field. Back closes it.
    if (!dialog.open) dialog.showModal();
    if (!history.state?.search) history.pushState({ search: {} }, "");
    dialog.querySelector("input").select();
    loadDialog().then(({ open }) => open());
  }

  /** Open or close the dialog as the history has it, with what was in it. */
  function followHistory() {
    if (!history.state?.search) return dialog.close();
    if (!dialog.open) dialog.showModal();
    loadDialog().then(({ restore }) => restore(history.state?.search));
  }

  addEventListener("click", (event) => {
    const hasModifier = event.ctrlKey || event.metaKey || event.shiftKey || event.altKey;
    const target = event.target.closest?.(USED);
    if (!target || event.button !== 0 || hasModifier) return;
    if (target.dataset.copy) copy(target);
    else if (target.dataset.sort) import("./paper/sort.js").then(({ sort }) => sort(target));
    else if (target.matches("[data-triage]")) openTriage();
    else {
      event.preventDefault();
      if (target.matches(OF_DAY)) import("./cite/paper.js").then(({ saveCitation }) => saveCitation(target));
      else if (target.matches("button[data-kept]")) import("./kept/kept.js").then(({ toggle }) => toggle());
      else if (target.matches("[data-kept]")) import("./kept/kept.js").then(({ open }) => open());
      else openSearch();
    }
  });

  addEventListener("keydown", (event) => {
    const isTyping = event.target.closest?.("input, textarea, select, [contenteditable]");
    const control = event.ctrlKey || event.metaKey;
    const isSlash = event.key === "/" && !control && !event.altKey && !isTyping;
    const isControlK = event.key.toLowerCase() === "k" && control && !event.altKey && !event.shiftKey;
    if (!isSlash && !isControlK) return;
    event.preventDefault();
    openSearch();
  });

  if (dialog) {
    dialog.addEventListener("close", () => history.state?.search && history.back());
    addEventListener("popstate", followHistory);
    if (history.state?.search) followHistory();
  }
  if (document.modelContext) import("./search/ui/agents.js").then(({ offerTool }) => offerTool(document.modelContext));
  if (document.body.classList.contains("missing")) findNamed(root);
  if (location.hash === "#triage" && document.querySelector("[data-triage]")) openTriage();
  const map = document.querySelector(".map-figure");
  if (map) import("./map/use.js").then(({ awaitUse }) => awaitUse(map));
  try {
    markKept(root);
    markNews(root);
  } catch {
    // The browser stores nothing for this site, or what it stored is damaged: nothing is marked.
  }
}

start();
