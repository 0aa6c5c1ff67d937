/**
 * Every page loads this, so it is small: copy buttons, what is new since the last visit, and the ways into search,
 * triage and citations, which are imported when they are used. Those take their words from here: the page has it already.
 */

// The build puts the phrases that `_` and `counted` name in the site's language: see daybook/theme/script_phrases.py.

/** The language of dates, numbers and plurals. English dates are British; digits are those that the pages have. */
export const locale = (() => {
  const language = globalThis.document?.documentElement.lang || "en";
  try {
    return /^en\b/i.test(language) ? "en-GB" : Intl.getCanonicalLocales(`${language}-u-nu-latn`)[0];
  } catch {
    return "en-GB";
  }
})();
const numbers = new Intl.NumberFormat(locale, { useGrouping: true });
const plurals = new Intl.PluralRules(locale);

export const formatNumber = (value) => numbers.format(value);

/** Return a phrase with values in its braces. */
export const _ = (phrase, values = {}) => phrase.replace(/\{(\w+)\}/g, (found, name) => values[name] ?? found);

/** Return the form of a phrase that a number has, with the number as {n}. */
export const counted = (number, forms, values) =>
  _(forms[plurals.select(number)] ?? forms.other, { n: formatNumber(number), ...values });

/** Return a phrase in parts, with elements in its braces. */
export const filled = (phrase, elements) =>
  phrase.split(/\{(\w+)\}/).map((part, place) => (place % 2 ? elements[part] : part));

/** Return sentences one after the other. */
export const sentences = (...texts) => texts.filter(Boolean).join(" ").replaceAll("。 ", "。");

/** Return an element with attributes and what is in it. */
function make(name, attributes, ...children) {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
  made.append(...children);
  return made;
}

const LABEL_TIME = 2500;
/** Links of a paper's page to citations of its day. */
const OF_DAY = ".cite .downloads a:not([download])";
/** What a click uses. */
const USED = `[data-copy], [data-search-open], [data-sort], [data-triage], [data-kept], ${OF_DAY}`;
/** Milliseconds: a visit ends an hour after the last look at a list of days. Until then its marks stay. */
const VISIT = 3_600_000;
/** The number of days whose papers are remembered. */
const REMEMBERED = 31;

/**
 * Return what to remember of a look at days, given what the last look left.
 * @param {{at: number, days: Object<string, number>, before?: Object}|null} last
 * @param {Object<string, number>} listed number of papers of each day
 * @param {number} now milliseconds
 */
export function look(last, listed, now) {
  const isSameVisit = last && Math.abs(now - last.at) < VISIT;
  const before = isSameVisit ? last.before : last && { at: last.at, days: last.days };
  const days = Object.entries({ ...last?.days, ...listed }).sort();
  return { at: now, days: Object.fromEntries(days.slice(-REMEMBERED)), before };
}

/**
 * Return the number of papers of each listed day that were not there before; a day without any is left out.
 * Days before the first one remembered are taken for known.
 */
export function newPapers(before, listed) {
  if (!before) return {};
  const first = Object.keys(before.days).sort()[0] ?? "";
  const counts = Object.entries(listed).map(([day, papers]) => [day, papers - (before.days[day] ?? 0)]);
  return Object.fromEntries(counts.filter(([day, papers]) => day >= first && papers > 0));
}

/** Return a time as "16 Mar", with its year if it is not this one. */
function dateOf(time, now) {
  const year = new Date(time).getFullYear() === new Date(now).getFullYear() ? undefined : "numeric";
  return new Date(time).toLocaleDateString(locale, { day: "numeric", month: "short", year });
}

/** Return a line that says what is new, or "" if nothing is. */
export function newsLine(before, found, listed, now) {
  const [days, all] = [Object.keys(found).length, Object.keys(listed).length];
  if (!days) return "";
  const papers = Object.values(found).reduce((sum, count) => sum + count, 0);
  // The home page does not list every day that may be new.
  const date = dateOf(before.at, now);
  if (days === all) return _("New since {date}: all days shown", { date });
  const forms = { one: "New since {date}: {papers} on {n} day", other: "New since {date}: {papers} on {n} days" };
  return counted(days, forms, { date, papers: counted(papers, { one: "{n} paper", other: "{n} papers" }) });
}

/** Return what is stored, if it has the form that `look` returns. */
function stored(key) {
  const value = JSON.parse(localStorage.getItem(key));
  return Number.isFinite(value?.at) && value.days && typeof value.days === "object" ? value : null;
}

/** Return the first number in a text, whatever stands between its groups of digits. */
const firstNumber = (text) => Number(text.match(/\d[\d\p{P}\p{Zs}]*/u)?.[0].replace(/\D/g, ""));

/** Mark the days with papers that the last visit did not show. Nothing leaves the browser. */
function markNews(root) {
  const places = ":is(.home, .dates) main :is(.hero, .recent, .calendar) a";
  const links = [...document.querySelectorAll(places)]
    .map((link) => [link, link.pathname.match(/\/dates\/(\d{4}-\d\d-\d\d)\/$/)?.[1]])
    .filter(([, day]) => day);
  if (!links.length) return;
  const entry = (link) => link.closest("li, td, header");
  const count = (link) => entry(link).querySelector("small, li > span, .hero-count");
  const listed = Object.fromEntries(links.map(([link, day]) => [day, firstNumber(count(link).textContent)]));
  const [key, now] = [`daybook-days ${new URL(root.dataset.root || "./", location).pathname}`, Date.now()];
  const seen = look(stored(key), listed, now);
  localStorage.setItem(key, JSON.stringify(seen));
  const found = newPapers(seen.before, listed);
  const line = newsLine(seen.before, found, listed, now);
  if (!line) return;
  for (const [link, day] of links) if (found[day]) mark(link, listed[day] - found[day] ? found[day] : "");
  document.querySelector(".sheet").prepend(make("p", { class: "since" }, line));
  document.querySelector("#said").textContent = line;

  function mark(link, number) {
    const words = number ? _("{n} new", { n: formatNumber(number) }) : _("new");
    const head = link.closest(".hero")?.querySelector(".hero-count");
    if (head) head.append(" · ", make("b", {}, words));
    else link.append(make("span", { class: "new" }, `, ${words}`));
  }
}

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

/** Return the search dialog: pages do without it until it is first opened. */
function makeDialog(root) {
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
    import("./search/ui/dialog.js").then(({ openFirst }) => openFirst(), () => form.submit());
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

const openTriage = () => import("./triage/triage.js").then(({ open }) => open());

/** Make the names of authors without a page lead to the search for them, which needs scripts too. */
function linkNames(root, names) {
  for (const item of names?.querySelectorAll("li:not(.et-al, :has(a))") ?? []) {
    const query = `author:"${item.textContent.replaceAll('"', " ")}"`;
    const href = `${root.dataset.root}search/?q=${encodeURIComponent(query)}`;
    item.append(make("a", { href }, ...item.childNodes));
  }
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
  for (const text of document.querySelectorAll("main :is(p, h1):has(> math), .prose table"))
    if (text.scrollWidth > text.clientWidth && !text.querySelector("a")) text.tabIndex = 0;
}

function start() {
  const root = document.documentElement;
  root.classList.add("js");
  const field = document.querySelector("#q");
  // Before any key is heard, so that none is lost.
  const dialog = field ? null : document.body.appendChild(makeDialog(root));
  if (!document.querySelector("#said")) document.body.append(make("p", { id: "said", class: "said", role: "status" }));
  linkNames(root, document.querySelector(".head > .authors"));
  const others = document.querySelector(".other-authors");
  others?.addEventListener("toggle", () => linkNames(root, others), { once: true });
  reachWide();
  addEventListener("toggle", reachWide, true);

  function openSearch() {
    field?.focus();
    if (field) return field.select();
    // At once, so that letters typed while the modules load are in the field. Back closes it.
    if (!dialog.open) dialog.showModal();
    if (!history.state?.search) history.pushState({ search: {} }, "");
    dialog.querySelector("input").select();
    import("./search/ui/dialog.js").then(({ open }) => open());
  }

  /** Open or close the dialog as the history has it, with what was in it. */
  function followHistory() {
    if (!history.state?.search) return dialog.close();
    if (!dialog.open) dialog.showModal();
    import("./search/ui/dialog.js").then(({ restore }) => restore(history.state?.search));
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
      else if (target.matches("[data-kept]")) import("./kept/kept.js").then(({ open }) => open(target));
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
    markNews(root);
  } catch {
    // The browser stores nothing for this site, or what it stored is damaged: nothing is marked.
  }
}

// Tests of the functions above have no document.
if (globalThis.document) start();
