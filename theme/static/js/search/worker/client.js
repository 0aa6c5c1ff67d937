/** The page's side of the search worker: sends it requests and returns its answers. */

import { connect } from "./connection.js";

/** The search failed; another try may succeed. `timedOut` if the worker was ended because it took too long. */
export class SearchFailed extends Error {
  constructor(reason, timedOut = false) {
    super(reason);
    this.timedOut = timedOut;
  }
}

export class Client {
  constructor() {
    this.send = null;
    this.pending = new Map();
    this.lastId = 0;
  }

  post(message) {
    this.send ??= connect({
      onMessage: (answer) => this.receive(answer),
      onFailure: (timedOut) => this.fail(timedOut),
      isBusy: () => this.pending.size > 0,
    });
    this.send(message);
  }

  receive({ id, part, answer, facets, error }) {
    const request = this.pending.get(id);
    if (part) return request?.onPart(part);
    const awaitsFacets = answer && request?.onFacets;
    if (!awaitsFacets) this.pending.delete(id);
    if (error) request?.reject(new SearchFailed(error));
    else if (facets === undefined) request?.resolve(answer);
    else if (facets) request?.onFacets(facets);
  }

  /** Reject all pending requests; the next one starts another worker. */
  fail(timedOut) {
    this.send = null;
    const reason = timedOut ? "the worker took too long" : "the worker did not start";
    for (const { reject } of this.pending.values()) reject(new SearchFailed(reason, timedOut));
    this.pending.clear();
  }

  /** Start the worker, and fetch the files that queries beginning with a text will need. */
  prefetch(text) {
    this.post({ prefetch: text });
  }

  /**
   * Send a request.
   * @param {import("./engine.js").Request} request
   * @param {(answer: import("./engine.js").Answer) => void} [onPart] gets the answer with its first results alone
   * @param {(facets: object) => void} [onFacets] gets what each filter would leave, after the answer
   * @param {boolean} [withTopics] whether it gets topics, too, whose files are fetched for it
   * @returns {Promise<import("./engine.js").Answer|null>} null if a newer request was sent meanwhile
   * @throws {SearchFailed}
   */
  search(request, onPart, onFacets, withTopics) {
    const wantsFacets = onFacets && (withTopics ? "topics" : "months");
    return this.ask({ request, wantsPart: Boolean(onPart), wantsFacets }, { onPart, onFacets });
  }

  /**
   * Count what filters would leave of the papers of the last request, also of topics if these are wanted.
   * @returns {Promise<object|null>} as from countFacets; null if another request was sent meanwhile
   * @throws {SearchFailed}
   */
  count(request, withTopics) {
    return this.ask({ count: request, withTopics }, {});
  }

  /** @returns {Promise<string[]>} queries that find something */
  examples() {
    return this.ask({ examples: true }, {});
  }

  ask(message, listeners) {
    const id = ++this.lastId;
    return new Promise((resolve, reject) => {
      this.pending.set(id, { resolve, reject, ...listeners });
      this.post({ id, ...message });
    });
  }
}

export const client = new Client();
