/** A search field with its results: the page and the dialog each have one. */

import { client } from "../worker/client.js";
import { element, resultItem, summary } from "./results.js";

/**
 * Pause in typing after which a query is asked, in milliseconds: less than between letters that a person
 * types, but where the last word has one letter or two, as it is hardly ever meant so.
 */
const PAUSE = 10;
const PAUSES = [PAUSE, 200, 100];
/** A word just finished, or enough of one to tell where it lies in the index: twice, for each look takes its time. */
const FORESEEABLE = /\S\s$|(?:^|\s)\S{4}(?:\S{2})?$/;
const pauseAfter = (text) => PAUSES[/\S*$/.exec(text)[0].length] ?? PAUSE;

export class Panel {
  /**
   * @param {{input: HTMLInputElement, list: HTMLElement, status: HTMLElement, after: HTMLElement}} parts
   *   `after` takes what follows the results: the way to more, or another try
   * @param {() => object} request the question at hand
   * @param {(answer: object|null) => void} shown told of each answer that is shown
   * @param {(facets: object) => void} [count] told what filters would leave of it
   */
  constructor(parts, request, shown, count) {
    Object.assign(this, parts);
    this.request = request;
    this.shown = shown;
    this.count = count;
    this.asked = 0;
    this.timer = 0;
    this.letters = this.input.value.length;
    const items = [this.input.closest("form"), this.list];
    for (const item of items) item.addEventListener("keydown", (event) => this.walk(event));
  }

  /** Asks when typing pauses, and at once what was put in as a whole. */
  askSoon() {
    clearTimeout(this.timer);
    const whole = Math.abs(this.input.value.length - this.letters) > 1;
    this.letters = this.input.value.length;
    if (whole) return this.ask();
    if (FORESEEABLE.test(this.input.value)) client.foresee(this.input.value);
    this.timer = setTimeout(() => this.ask(), pauseAfter(this.input.value));
  }

  /** Asks now; an answer that comes after a newer question is not shown. */
  async ask() {
    clearTimeout(this.timer);
    const mine = ++this.asked;
    const request = this.request();
    if (!request.text.trim()) return this.clear();
    const slow = setTimeout(() => mine === this.asked && this.say("Searching…"), 600);
    let begun = [];
    const early = (beginning) => {
      // A list that grows would move whoever is in it, or below it at the filters.
      if (mine !== this.asked || document.activeElement !== this.input) return;
      clearTimeout(slow);
      this.show(request, beginning);
      begun = beginning.results;
    };
    try {
      const count = this.count && ((facets) => mine === this.asked && this.count(facets));
      const answer = await client.search(request, early, count);
      if (mine === this.asked && answer) this.finish(request, answer, begun);
    } catch (error) {
      if (mine === this.asked) this.fail(() => this.ask(), error.late, begun.length > 0);
    } finally {
      clearTimeout(slow);
    }
  }

  clear() {
    this.list.replaceChildren();
    this.after.replaceChildren();
    this.say("");
    this.shown(null);
  }

  say(text) {
    this.status.replaceChildren(text);
  }

  /** Shows a whole answer: the results that it has begun with stay where they stand. */
  finish(request, answer, begun) {
    const more = begun.length > 0 && begun.length < answer.results.length;
    const stands = more && begun.every(({ href }, place) => href === answer.results[place]?.href);
    if (stands) this.list.append(...answer.results.slice(begun.length).map(resultItem));
    else this.show(request, answer);
    this.offerMore(request, answer.results.length, answer.total);
  }

  show(request, answer) {
    const held = this.list.contains(document.activeElement) && document.activeElement.href;
    this.list.replaceChildren(...answer.results.map(resultItem));
    // Who has gone into the list already stays at the same paper, or comes back to the field.
    if (held) ([...this.list.querySelectorAll("a")].find(({ href }) => href === held) ?? this.input).focus();
    this.say(summary(answer, request.text.trim()));
    if (answer.suggestion) this.suggest(answer.suggestion);
    this.after.replaceChildren();
    this.shown(answer);
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

  offerMore(request, upTo, total) {
    this.after.replaceChildren();
    if (upTo >= total) return;
    const button = element("button", { type: "button", className: "more" }, "More results");
    button.addEventListener("click", () => this.more(request, upTo));
    this.after.append(button);
  }

  async more(request, from) {
    const mine = this.asked;
    try {
      const answer = await client.search({ ...request, from });
      if (mine !== this.asked || !answer) return;
      const items = answer.results.map(resultItem);
      this.list.append(...items);
      this.offerMore(request, from + items.length, answer.total);
      items[0]?.querySelector("a").focus();
    } catch (error) {
      if (mine === this.asked) this.fail(() => this.more(request, from), error.late);
    }
  }

  fail(again, late, partly) {
    const what = partly ? "The other results could not be loaded. " : "Search could not be loaded. ";
    this.say(late ? "This took too long and was stopped: ask for less. " : what);
    const button = element("button", { type: "button", className: "retry" }, "Try again");
    button.addEventListener("click", () => {
      this.say("Searching…");
      this.input.focus();
      again();
    });
    this.status.append(button);
  }

  /** Arrows go from the field through the results and back. */
  walk(event) {
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
