/** A search field with its results: the page and the dialog have one each. */

import { _, filled } from "../../site/words.js";
import { client } from "../worker/client.js";
import { element } from "../../site/elements.js";
import { offerItem, relatedItem, resultItem, summary } from "./results.js";

/**
 * Milliseconds without a key after which a query is sent: fewer than pass between two keys of a person who types. A
 * last word of one letter or two is hardly ever meant, so it waits longer.
 */
const PAUSE = 10;
const PAUSES = [PAUSE, 200, 100];
const pauseAfter = (text) => PAUSES[/\S*$/.exec(text)[0].length] ?? PAUSE;
/** Milliseconds after which the status says that the search goes on. */
const SLOW = 600;
/** Results that are laid out in the first frame: a phone's processor takes long for more, and a key would wait. */
const FIRST_FRAME = 3;
/** Places elsewhere that are offered. */
const MOST_PLACES = 5;
/** A finished word, or the first four or six letters of one: enough to know its shard. Every prefetch takes time. */
const PREFETCH_AT = /\S\s$|(?:^|\s)\S{4}(?:\S{2})?$/;

/** Do something once the next frame is drawn. */
const afterFrame = (work) => requestAnimationFrame(() => setTimeout(work));

/**
 * @typedef {import("../worker/engine.js").Request} Request
 * @typedef {import("../worker/engine.js").Answer} Answer
 * @typedef {{shown: number, scroll: number, focused: string}} Place how many results are shown, how far they are
 *   scrolled, and the address of the one that has the focus
 */

export class Panel {
  /**
   * @param {{input: HTMLInputElement, list: HTMLElement, status: HTMLElement, after: HTMLElement, offers: HTMLElement,
   *   related: HTMLElement}} parts `after` holds the button for more results, `offers` pages that the query names,
   *   `related` near terms
   * @param {() => Request} request returns the request to send
   * @param {(answer: Answer|null) => void} onAnswer called when an answer is shown; null when nothing is asked for
   * @param {{wanted: () => ""|"months"|"topics", show: (facets: object) => void}} [facets] which counts an answer's
   *   filters need, and who shows them
   */
  constructor(parts, request, onAnswer, facets) {
    Object.assign(this, parts, { request, onAnswer, facets });
    this.newest = 0;
    /** Tries again what failed. */
    this.retry = null;
    /** The text of the answer that is shown. */
    this.answered = "";
    this.timer = 0;
    this.length = this.input.value.length;
    const items = [this.input.closest("form"), this.offers, this.list];
    for (const item of items) item.addEventListener("keydown", (event) => this.moveFocus(event));
    for (const item of [this.offers, this.list, this.after, this.related]) item.addEventListener("keydown", (event) => this.typeOn(event));
    addEventListener("online", () => this.retry?.());
  }

  /** Search after a pause in typing; at once if a text was pasted. */
  searchSoon() {
    clearTimeout(this.timer);
    const isPasted = Math.abs(this.input.value.length - this.length) > 1;
    this.length = this.input.value.length;
    if (isPasted) return this.search();
    if (PREFETCH_AT.test(this.input.value)) client.prefetch(this.input.value);
    this.timer = setTimeout(() => this.search(), pauseAfter(this.input.value));
  }

  /**
   * Search now. The answer is not shown if another search was begun meanwhile.
   * @param {Place|null} [place] where a reader was in the results, who is back
   */
  async search(place = null) {
    clearTimeout(this.timer);
    const id = ++this.newest;
    const isNewest = () => id === this.newest;
    const request = this.request();
    this.retry = null;
    if (!request.text.trim() && !request.filters?.length) return this.clear();
    const slow = setTimeout(() => isNewest() && this.say(_("Searching…")), SLOW);
    let [shown, isComplete, showRest] = [[], false, () => {}];
    const onPart = (answer) => {
      // A list that grows would move a reader who is in it, or below it at the filters.
      if (!isNewest() || place || document.activeElement !== this.input) return;
      clearTimeout(slow);
      shown = answer.results.slice(0, FIRST_FRAME);
      this.show(request, { ...answer, results: shown });
      showRest = () => {
        if (!isNewest() || isComplete) return;
        this.append(answer.results.slice(shown.length));
        shown = answer.results;
      };
      afterFrame(showRest);
    };
    const wanted = this.facets?.wanted();
    const onFacets = wanted && ((facets) => isNewest() && this.facets.show(facets));
    try {
      const answer = await client.search(request, onPart, onFacets, wanted === "topics");
      if (answer) await this.readTo(place, request, answer);
      if (!isNewest() || !answer) return;
      isComplete = true;
      this.complete(request, answer, shown);
      if (place) this.goTo(place);
    } catch (error) {
      showRest();
      if (isNewest()) this.fail(() => this.search(place), error.timedOut, shown.length > 0);
    } finally {
      clearTimeout(slow);
    }
  }

  /** Add as many results to an answer as the reader had. */
  async readTo(place, request, answer) {
    while (answer.results.length < Math.min(place?.shown ?? 0, answer.total)) {
      const more = await client.search({ ...request, from: answer.results.length });
      if (!more?.results.length) return;
      answer.results.push(...more.results);
    }
  }

  /** @returns {Place} where the reader is in the results */
  place() {
    const focused = this.list.contains(document.activeElement) ? document.activeElement.href : "";
    return { shown: this.list.children.length, scroll: Math.round(this.scroller.scrollTop), focused };
  }

  goTo({ scroll, focused }) {
    const link = focused && [...this.list.querySelectorAll("a[href]")].find(({ href }) => href === focused);
    if (link) link.focus({ preventScroll: true });
    this.scroller.scrollTop = scroll;
  }

  /** What scrolls the results. */
  get scroller() {
    return this.list.closest("dialog") ?? document.scrollingElement;
  }

  clear() {
    this.answered = "";
    this.offers.replaceChildren();
    this.related.replaceChildren();
    this.list.replaceChildren();
    this.after.replaceChildren();
    this.say("");
    this.onAnswer(null);
  }

  say(text) {
    this.status.replaceChildren(text);
  }

  append(results) {
    this.list.append(...results.map(resultItem));
  }

  /** Show a whole answer; if the first results are shown already and still the same, only append the others. */
  complete(request, answer, shown) {
    const hasMore = shown.length > 0 && shown.length < answer.results.length;
    const isSame = shown.every(({ href }, place) => href === answer.results[place]?.href);
    if (hasMore && isSame) this.append(answer.results.slice(shown.length));
    else this.show(request, answer);
    this.offerMore(request, answer.results.length, answer.total);
    this.relate(answer.related);
  }

  /** Offer near terms below the results: each instead of the query, or added to it. */
  relate(terms) {
    if (!terms.length) return this.related.replaceChildren();
    const chips = terms.map((term) => relatedItem(term, (added) => this.type(added ? `${this.input.value.trim()} ${term}` : term)));
    const list = element("ul", { className: "chips", role: "list" }, ...chips);
    this.related.replaceChildren(element("p", { className: "related-head" }, _("Near in this archive")), list);
  }

  /** Search for a text that was not typed. */
  type(text) {
    this.input.value = text;
    this.input.focus();
    this.input.dispatchEvent(new InputEvent("input", { bubbles: true }));
  }

  show(request, answer) {
    const focused = this.list.contains(document.activeElement) && document.activeElement.href;
    this.list.replaceChildren(...answer.results.map(resultItem));
    // A reader who has moved into the list stays at the same paper, or returns to the field.
    if (focused) ([...this.list.querySelectorAll("a")].find(({ href }) => href === focused) ?? this.input).focus();
    this.answered = request.text.trim();
    this.say(summary(answer, this.answered));
    if (answer.suggestion) this.suggest(answer.suggestion);
    if (answer.elsewhere?.length) this.pointElsewhere(answer.elsewhere);
    this.offers.replaceChildren(...answer.pages.map(offerItem));
    this.after.replaceChildren();
    this.related.replaceChildren();
    this.onAnswer(answer);
  }

  suggest(text) {
    const button = element("button", { type: "button", className: "suggestion" }, text);
    button.addEventListener("click", () => this.type(text));
    this.status.append(" ", ...filled(_("Did you mean {suggestion}?"), { suggestion: button }));
  }

  /** Link to the places of identifiers that no paper here has. */
  pointElsewhere(places) {
    const links = places.slice(0, MOST_PLACES).map(({ label, href }) => element("a", { href, rel: "noreferrer" }, label));
    const list = element("span", {}, ...links.flatMap((link, i) => (i ? [", ", link] : [link])));
    this.status.append(" ", ...filled(_("Elsewhere: {places}."), { places: list }));
  }

  offerMore(request, shownCount, total) {
    this.after.replaceChildren();
    if (shownCount >= total) return;
    const button = element("button", { type: "button", className: "more" }, _("More results"));
    button.addEventListener("click", () => this.loadMore(request, shownCount));
    this.after.append(button);
  }

  async loadMore(request, from) {
    const id = this.newest;
    // What is below moves out of sight at once, with the click, and not when the answer is there.
    this.list.setAttribute("aria-busy", "true");
    try {
      const answer = await client.search({ ...request, from });
      if (id !== this.newest || !answer) return;
      const items = answer.results.map(resultItem);
      this.list.append(...items);
      this.offerMore(request, from + items.length, answer.total);
      items[0]?.querySelector("a").focus();
    } catch (error) {
      if (id === this.newest) this.fail(() => this.loadMore(request, from), error.timedOut);
    } finally {
      this.list.removeAttribute("aria-busy");
    }
  }

  fail(retry, timedOut, isPartShown) {
    const offline = isPartShown
      ? _("The other results could not be loaded: you are offline.")
      : _("Search could not be loaded: you are offline.");
    const missing = isPartShown ? _("The other results could not be loaded.") : _("Search could not be loaded.");
    const why = navigator.onLine === false ? offline : missing;
    this.say(`${timedOut ? _("This took too long and was stopped: ask for less.") : why} `);
    const button = element("button", { type: "button", className: "retry" }, _("Try again"));
    button.addEventListener("click", () => {
      this.input.focus();
      this.retry?.();
    });
    this.status.append(button);
    this.retry = () => {
      this.retry = null;
      this.say(_("Searching…"));
      retry();
    };
  }

  /** Go on typing in the field when a letter is typed in the results, or beside them; in the dialog also a space. */
  typeOn(event) {
    // On a button a space presses it, and on the page of search it scrolls.
    const isSpace = event.key === " " && event.target.matches("dialog a");
    const isLetter = [...event.key].length === 1 && event.key !== " " && event.key !== "/";
    if ((!isLetter && !isSpace && event.key !== "Backspace") || event.ctrlKey || event.metaKey || event.altKey) return;
    this.input.focus();
    this.input.setSelectionRange(this.input.value.length, this.input.value.length);
  }

  /** Move the focus from the field through the results and back with the arrow keys. */
  moveFocus(event) {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (!step || event.altKey || event.ctrlKey || event.metaKey || event.shiftKey) return;
    const stops = [this.input, ...this.offers.querySelectorAll("a"), ...this.list.querySelectorAll("a[href]")];
    const at = stops.indexOf(event.target);
    const next = stops[at + step];
    if (at < 0 || !next) return;
    event.preventDefault();
    next.focus();
    next.closest("li")?.scrollIntoView({ block: "nearest" });
  }
}
