/** The page's side of the search worker: starts it, ends it if it hangs, sends it requests and returns its answers. */

/** Milliseconds a worker may compute without answering a ping; waiting for files does not count. */
const PING_TIMEOUT = 8_000;
/** Milliseconds between two pings of a worker that has requests to answer. */
const PING_INTERVAL = 1_000;

/** The site's root, as every page gives it. */
export const siteRoot = new URL(document.documentElement.dataset.root || "./", document.baseURI).href;

const base = `${siteRoot}search/`;
const workerUrl = new URL("./worker.js", import.meta.url);
let policy;

/** Return the worker's address as Trusted Types require: made by the site's one policy, which allows no other. */
function trustedWorkerUrl() {
  if (!globalThis.trustedTypes) return workerUrl;
  policy ??= trustedTypes.createPolicy("daybook-worker", {
    createScriptURL(text) {
      if (text !== workerUrl.href) throw new TypeError("not the search worker");
      return text;
    },
  });
  return policy.createScriptURL(workerUrl.href);
}

/** Fetch the manifest's text while the worker starts; null if this fails, as the worker then fetches it itself. */
async function fetchManifest() {
  try {
    const response = await fetch(`${base}index.json`, { cache: "no-cache" });
    return response.ok ? await response.text() : null;
  } catch {
    return null;
  }
}

/**
 * Ping a worker while it is busy.
 * @param {() => boolean} isBusy
 * @param {() => void} onHang called when a ping is not answered in time
 * @returns {() => void} to be called after each message to the worker
 */
function watchdog(worker, isBusy, onHang) {
  let [started, timeout, pause] = [false, 0, 0];
  const ping = () => {
    pause = 0;
    if (!isBusy()) return;
    worker.postMessage({ ping: true });
    timeout = setTimeout(onHang, PING_TIMEOUT);
  };
  worker.addEventListener("message", ({ data }) => {
    if (!data.alive) return;
    started = true;
    clearTimeout(timeout);
    timeout = 0;
    pause ||= setTimeout(ping, PING_INTERVAL);
  });
  return () => {
    if (started && !timeout) pause ||= setTimeout(ping, PING_INTERVAL);
  };
}

/** Start the worker; throws if the browser refuses. */
function startWorker(manifestText, { onMessage, onFailure, isBusy }) {
  const worker = new Worker(trustedWorkerUrl(), { type: "module", name: "search" });
  const end = (timedOut) => {
    worker.terminate();
    onFailure(timedOut);
  };
  const watch = watchdog(worker, isBusy, () => end(true));
  worker.addEventListener("message", ({ data }) => data.alive || onMessage(data));
  worker.addEventListener("error", (event) => {
    event.preventDefault();
    end(false);
  });
  worker.postMessage({ base });
  manifestText.then((manifest) => worker.postMessage({ manifest }));
  return (message) => {
    worker.postMessage(message);
    watch();
  };
}

/** Answer messages in the page itself; those sent before the modules are loaded wait. */
function startInPage(manifestText, { onMessage, onFailure }) {
  const handler = import("./worker.js").then(({ RequestHandler }) => new RequestHandler(base, manifestText, onMessage));
  handler.catch(() => onFailure(false));
  return (message) => handler.then((ready) => ready.receive(message), () => {});
}

/**
 * Connect to the search worker, or to its code in the page if no worker may be started.
 * @param {{onMessage: (message: object) => void, onFailure: (timedOut: boolean) => void, isBusy: () => boolean}}
 *   listeners `onFailure` is called if the code could not be loaded or the worker was ended
 * @returns {(message: object) => void} sends a message
 */
function connect(listeners) {
  const manifestText = fetchManifest();
  try {
    return startWorker(manifestText, listeners);
  } catch {
    return startInPage(manifestText, listeners);
  }
}

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
