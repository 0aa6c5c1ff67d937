/** The papers of a day one at a time: skip, keep, open. Decisions stay in the browser. */

import { _, counted, filled } from "../site/words.js";
import { element } from "../site/elements.js";
import { citationsAt, ending, fetched, save as saveFile } from "../cite/citations.js";
import { actionOf, decide, EMPTY, firstUndecided, sessionOf, withSession } from "./session.js";

const FRAGMENT = "#triage";
const opener = document.querySelector("[data-triage]");
const day = document.querySelector(".hero time");
const title = day.textContent.replace(/\s+/g, " ").trim();
const papers = [...document.querySelectorAll("#titles > .entry")].map((entry) => {
  const link = entry.querySelector(".entry-title a");
  const [, address] = link.pathname.split("/papers/");
  return { entry, link, address, place: Number(entry.querySelector(".rank").textContent) - 1 };
});
/** The page after this one, if the day has several. */
const nextPage = document.querySelector(".pager [rel=next]");
const addresses = papers.map(({ address }) => address);
const key = `daybook-triage ${new URL(document.documentElement.dataset.root, location).pathname}`;

/** Return what is stored, or nothing if the browser stores nothing. */
function stored(name) {
  try {
    return JSON.parse(localStorage.getItem(name));
  } catch {
    return null;
  }
}

function store(name, value) {
  try {
    localStorage.setItem(name, JSON.stringify(value));
  } catch {
    // Decisions then last as long as the page.
  }
}

let session = sessionOf(stored(key), day.dateTime);
/** The place of the paper that is shown; the list of kept papers comes after the last. */
let at = 0;

function button(label, keyName, action) {
  const hint = keyName ? [" ", element("kbd", { ariaHidden: "true" }, keyName)] : [];
  const made = element("button", { type: "button" }, element("span", {}, label), ...hint);
  made.addEventListener("click", action);
  return made;
}

const act = {
  back: () => at > 0 && show(at - 1),
  skip() {
    if (at === papers.length) return;
    const { address } = papers[at];
    if (!session.kept.includes(address)) save(decide(session, address, "skipped"));
    show(at + 1);
  },
  open: () => papers[at] && location.assign(papers[at].link.href),
  keep() {
    if (at === papers.length) return;
    const { address } = papers[at];
    const isKept = session.kept.includes(address);
    save(decide(session, address, isKept ? "" : "kept"));
    if (isKept) show(at, _("No longer kept."));
    else show(at + 1, _("Kept."));
  },
};

const back = button(_("Back"), "k", act.back);
const skip = button(_("Skip"), "j", act.skip);
const openPaper = button(_("Open"), "o", act.open);
const keep = button(_("Keep"), "s", act.keep);
const list = button("", "", () => show(papers.length));
const place = element("p", { className: "triage-place" });
const status = element("p", { className: "said", role: "status" });
const body = element("div", { className: "triage-body" });
const keys = element("input", { type: "checkbox", checked: stored(`${key} keys`) !== false });
const dialog = element(
  "dialog",
  { className: "triage", ariaLabel: _("{day}, one paper at a time", { day: title }) },
  element("header", {}, place, list, button(_("Close"), "", leave)),
  body,
  element(
    "footer",
    {},
    element("div", { className: "triage-buttons" }, back, skip, openPaper, keep),
    element("label", {}, keys, " ", ...filled(_("Single keys: {j} or → skips, {k} or ← goes back, {o} opens, {s} keeps"), {
      ...Object.fromEntries(["j", "k", "o", "s"].map((letter) => [letter, element("kbd", {}, letter)])),
    })),
    status,
  ),
);
document.body.append(dialog);

function save(next) {
  const removed = session.kept.filter((address) => !next.kept.includes(address));
  const added = papers.filter(({ address }) => next.kept.includes(address) && !session.kept.includes(address));
  if (added.length || removed.length) followKept(added, removed);
  session = next;
  store(key, withSession(stored(key) ?? {}, day.dateTime, session));
}

/** Have the list of kept papers, which all days share, follow. */
async function followKept(added, removed) {
  const { follow } = await import("../kept/kept.js");
  follow(added.map(({ address, link }) => ({ address, title: link.textContent.trim() })), removed);
}

/** Put the place into the history, so that the way back from a paper's page leads here. */
function remember(address) {
  try {
    history.replaceState({ ...history.state, triage: address }, "");
  } catch {
    // Safari refuses more than a hundred in half a minute. The next one is put again.
  }
}

/** Show a paper, or the list after the last, and move the focus to its heading. */
function show(next, said = "") {
  at = next;
  const paper = papers[at];
  remember(paper?.address ?? "");
  const kept = papers.filter(({ address }) => session.kept.includes(address));
  const isKept = kept.includes(paper);
  place.replaceChildren(...(paper ? filled(_("{place} of {all}", { all: papers.length }), { place: element("b", {}, `${at + 1}`) }) : [title]));
  list.firstChild.textContent = _("{n} kept", { n: kept.length });
  list.hidden = !paper;
  keep.firstChild.textContent = isKept ? _("Kept") : _("Keep");
  keep.ariaPressed = String(isKept);
  skip.firstChild.textContent = isKept ? _("Next") : _("Skip");
  back.disabled = at === 0;
  for (const other of [skip, openPaper, keep]) other.disabled = !paper;
  body.replaceChildren(...(paper ? paperParts(paper.entry) : listParts(kept)));
  body.scrollTop = 0;
  const heading = body.querySelector("h2");
  heading.tabIndex = -1;
  heading.focus();
  const where = paper
    ? _("Paper {place} of {all}", { place: at + 1, all: papers.length })
    : _("{n} kept", { n: kept.length });
  status.textContent = `${said} ${where}`.trim();
}

/** Return copies of what the day's page says of a paper, with its abstract unfolded. */
function paperParts(entry) {
  const parts = [...entry.cloneNode(true).children].filter((part) => !part.classList.contains("rank"));
  for (const part of parts) if (part.tagName === "DETAILS") part.open = true;
  return parts;
}

function listParts(kept) {
  const isPart = document.querySelector(".pager");
  const [some, none] = isPart ? [_("Kept on this page"), _("Nothing kept on this page")] : [_("Kept"), _("Nothing kept")];
  const heading = element("h2", {}, kept.length ? some : none);
  const items = kept.map(({ link }) => element("li", {}, link.cloneNode(true)));
  const again = button(_("Start again"), "", () => {
    save(EMPTY);
    show(0);
  });
  const more = nextPage && element("a", { href: nextPage.href + FRAGMENT }, _("Go on with the next page"));
  const parts = kept.length ? [element("ol", { role: "list" }, ...items), ...citing(kept)] : [];
  return [heading, ...parts, element("p", { className: "triage-end" }, again, ...(more ? [more] : []))];
}

/** Return buttons that copy and save the citations of papers, if the site has any. */
function citing(kept) {
  const files = [...document.querySelectorAll(".downloads a")];
  if (!files.length) return [];
  const places = kept.map((paper) => paper.place);
  const text = async ({ href }) => citationsAt(await fetched(href), ending(href), places);
  const copy = button(_("Copy {form}", { form: files[0].textContent }), "", async () => {
    try {
      await navigator.clipboard.writeText(await text(files[0]));
      status.textContent = _("Copied.");
    } catch {
      status.textContent = _("Could not be copied here.");
    }
    copy.firstChild.textContent = status.textContent;
  });
  const saves = files.map((file) =>
    button(file.textContent, "", async () => {
      saveFile(await text(file), `kept-${day.dateTime}.${ending(file.href)}`);
    }),
  );
  return [element("p", { className: "triage-citing" }, copy, element("span", {}, _("Save")), ...saves)];
}

/** Leave by the way that the browser's back button leaves. */
function leave() {
  if (history.state?.isPushed) history.back();
  else {
    history.replaceState(null, "", location.pathname + location.search);
    hide();
  }
}

function hide() {
  dialog.close();
  opener.focus();
}

/** Open at the place of the history's entry, else at the first paper without a decision. */
function enter() {
  const known = history.state?.triage;
  const there = known === "" ? papers.length : addresses.indexOf(known);
  dialog.showModal();
  show(there < 0 ? firstUndecided(session, addresses) : there);
}

dialog.addEventListener("cancel", (event) => {
  event.preventDefault();
  leave();
});
function answer(event) {
  const action = keys.checked && actionOf(event);
  if (!action) return;
  event.preventDefault();
  act[action]();
}

dialog.addEventListener("keydown", answer);
keys.addEventListener("change", () => store(`${key} keys`, keys.checked));
addEventListener("popstate", () => {
  if (location.hash === FRAGMENT) {
    if (!dialog.open) enter();
  } else if (dialog.open) hide();
});

/** Open, and answer the keys that were pressed before. */
export function open(pressed) {
  if (location.hash !== FRAGMENT) history.pushState({ isPushed: true }, "", FRAGMENT);
  if (dialog.open) return;
  enter();
  pressed.forEach(answer);
}
