/** A search field with its results: the page and the dialog have one each. */

import { isFiltered } from "../rank/facets.js";
import { client } from "../worker/client.js";
import { element } from "./elements.js";
import { resultItem, summary } from "./results.js";

/**
 * Milliseconds without a key after which a query is sent: fewer than pass between two keys of a person who types. A
 * last word of one letter or two is hardly ever meant, so it waits longer.
 */
const PAUSE = 10;
const PAUSES = [PAUSE, 200, 100];
const pauseAfter = (text) => PAUSES[/\S*$/.exec(text)[0].length] ?? PAUSE;
/** Milliseconds after which the status says that the search goes on. */
const SLOW = 600;
/** Places elsewhere that are offered. */
const MOST_PLACES = 5;
/** A finished word, or the first four or six letters of one: enough to know its shard. Every prefetch takes time. */
const PREFETCH_AT = /\S\s$|(?:^|\s)\S{4}(?:\S{2})?$/;

/**
 * @typedef {import("../worker/engine.js").Request} Request
 * @typedef {import("../worker/engine.js").Answer} Answer
 */

export class Panel {
  /**
   * @param {{input: HTMLInputElement, list: HTMLElement, status: HTMLElement, after: HTMLElement}} parts
   *   `after` holds the button for more results
   * @param {() => Request} request returns the request to send
   * @param {(answer: Answer|null) => void} onAnswer called when an answer is shown; null when the field is empty
   * @param {(facets: object) => void} [onFacets] called when the counts of an answer's filters are known
   */
  constructor(parts, request, onAnswer, onFacets) {
    Object.assign(this, parts);
    this.request = request;
    this.onAnswer = onAnswer;
    this.onFacets = onFacets;
    this.newest = 0;
    /** The text of the answer that is shown. */
    this.answered = "";
    this.timer = 0;
    this.length = this.input.value.length;
    const items = [this.input.closest("form"), this.list];
    for (const item of items) item.addEventListener("keydown", (event) => this.moveFocus(event));
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

  /** Search now. The answer is not shown if another search was begun meanwhile. */
  async search() {
    clearTimeout(this.timer);
    const id = ++this.newest;
    const isNewest = () => id === this.newest;
    const request = this.request();
    if (!request.text.trim() && !isFiltered(request)) return this.clear();
    const slow = setTimeout(() => isNewest() && this.say("Searching…"), SLOW);
    let shown = [];
    const onPart = (answer) => {
      // A list that grows would move a reader who is in it, or below it at the filters.
      if (!isNewest() || document.activeElement !== this.input) return;
      clearTimeout(slow);
      this.show(request, answer);
      shown = answer.results;
    };
    const onFacets = this.onFacets && ((facets) => isNewest() && this.onFacets(facets));
    try {
      const answer = await client.search(request, onPart, onFacets);
      if (isNewest() && answer) this.complete(request, answer, shown);
    } catch (error) {
      if (isNewest()) this.fail(() => this.search(), error.timedOut, shown.length > 0);
    } finally {
      clearTimeout(slow);
    }
  }

  clear() {
    this.answered = "";
    this.list.replaceChildren();
    this.after.replaceChildren();
    this.say("");
    this.onAnswer(null);
  }

  say(text) {
    this.status.replaceChildren(text);
  }

  /** Show a whole answer; if the first results are shown already and still the same, only append the others. */
  complete(request, answer, shown) {
    const hasMore = shown.length > 0 && shown.length < answer.results.length;
    const isSame = shown.every(({ href }, place) => href === answer.results[place]?.href);
    if (hasMore && isSame) this.list.append(...answer.results.slice(shown.length).map(resultItem));
    else this.show(request, answer);
    this.offerMore(request, answer.results.length, answer.total);
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
    this.after.replaceChildren();
    this.onAnswer(answer);
  }

  suggest(text) {
    const button = element("button", { type: "button", className: "suggestion" }, text);
    button.addEventListener("click", () => {
      this.input.value = text;
      this.input.focus();
      this.input.dispatchEvent(new InputEvent("input", { bubbles: true }));
    });
    this.status.append(" Did you mean ", button, "?");
  }

  /** Link to the places of identifiers that no paper here has. */
  pointElsewhere(places) {
    const links = places.slice(0, MOST_PLACES).map(({ label, href }) => element("a", { href, rel: "noreferrer" }, label));
    this.status.append(" Elsewhere: ", ...links.flatMap((link, i) => (i ? [", ", link] : [link])), ".");
  }

  offerMore(request, shownCount, total) {
    this.after.replaceChildren();
    if (shownCount >= total) return;
    const button = element("button", { type: "button", className: "more" }, "More results");
    button.addEventListener("click", () => this.loadMore(request, shownCount));
    this.after.append(button);
  }

  async loadMore(request, from) {
    const id = this.newest;
    try {
      const answer = await client.search({ ...request, from });
      if (id !== this.newest || !answer) return;
      const items = answer.results.map(resultItem);
      this.list.append(...items);
      this.offerMore(request, from + items.length, answer.total);
      items[0]?.querySelector("a").focus();
    } catch (error) {
      if (id === this.newest) this.fail(() => this.loadMore(request, from), error.timedOut);
    }
  }

  fail(retry, timedOut, isPartShown) {
    const missing = isPartShown ? "The other results could not be loaded. " : "Search could not be loaded. ";
    this.say(timedOut ? "This took too long and was stopped: ask for less. " : missing);
    const button = element("button", { type: "button", className: "retry" }, "Try again");
    button.addEventListener("click", () => {
      this.say("Searching…");
      this.input.focus();
      retry();
    });
    this.status.append(button);
  }

  /** Move the focus from the field through the results and back with the arrow keys. */
  moveFocus(event) {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (!step || event.altKey || event.ctrlKey || event.metaKey || event.shiftKey) return;
    const stops = [this.input, ...this.list.querySelectorAll("a[href]")];
    const at = stops.indexOf(event.target);
    const next = stops[at + step];
    if (at < 0 || !next) return;
    event.preventDefault();
    next.focus();
    next.closest("li")?.scrollIntoView({ block: "nearest" });
  }
}
