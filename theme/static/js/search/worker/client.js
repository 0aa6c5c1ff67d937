/** The page's end of the reader: starts the worker, sends it queries, hands back its answers. */

/** Search could not be had; asking again may help. `late` where it took too long. */
export class SearchFailed extends Error {
  constructor(reason, late = false) {
    super(reason);
    this.late = late;
  }
}

/** How long the worker may work without looking up, in milliseconds; then it is ended. Waiting for files is no work. */
const LONGEST = 8_000;
/** Pause between two looks at a worker that has something to do. */
const LOOK = 1_000;

/** The site's root, as every page names it. */
export const siteRoot = new URL(document.documentElement.dataset.root || "./", document.baseURI).href;

const workerUrl = new URL("./worker.js", import.meta.url);
let policy;

/** The worker's address as Trusted Types want it: the one policy of the site, for this one address. */
function trusted(url) {
  if (!globalThis.trustedTypes) return url;
  policy ??= trustedTypes.createPolicy("daybook-worker", {
    createScriptURL(text) {
      if (text !== workerUrl.href) throw new TypeError("not the search worker");
      return text;
    },
  });
  return policy.createScriptURL(url.href);
}

/** The manifest's text, fetched while the worker starts, which parses it; null where it had better try itself. */
async function manifest(base) {
  try {
    const response = await fetch(`${base}index.json`, { cache: "no-cache" });
    return response.ok ? await response.text() : null;
  } catch {
    return null;
  }
}

/** Sees to it that the worker answers while it has something to do; `late` is called when it does not. */
function watch(worker, busy, late) {
  let [started, patience, pause] = [false, 0, 0];
  const look = () => {
    pause = 0;
    if (!busy()) return;
    worker.postMessage({ ping: true });
    patience = setTimeout(late, LONGEST);
  };
  worker.addEventListener("message", ({ data }) => {
    if (!data.alive) return;
    started = true;
    clearTimeout(patience);
    patience = 0;
    pause ||= setTimeout(look, LOOK);
  });
  return () => {
    if (started && !patience) pause ||= setTimeout(look, LOOK);
  };
}

/** A port to the reader: in a worker, or where none may be started, in the page. */
function connect(receive, fail, busy) {
  let post = null;
  const waiting = [];
  const base = `${siteRoot}search/`;
  const given = manifest(base);
  const here = async () => {
    const { Reader } = await import("./worker.js");
    const reader = new Reader(base, given, receive);
    post = (message) => reader.receive(message);
    waiting.splice(0).forEach(post);
  };
  try {
    const worker = new Worker(trusted(workerUrl), { type: "module", name: "search" });
    const end = (late) => {
      worker.terminate();
      fail(late);
    };
    const watched = watch(worker, busy, () => end(true));
    worker.addEventListener("message", ({ data }) => data.alive || receive(data));
    worker.addEventListener("error", (event) => {
      event.preventDefault();
      end(false);
    });
    worker.postMessage({ base });
    given.then((manifest) => worker.postMessage({ manifest }));
    post = (message) => {
      worker.postMessage(message);
      watched();
    };
  } catch {
    here().catch(() => fail(false));
  }
  return (message) => (post ? post(message) : waiting.push(message));
}

class Client {
  constructor() {
    this.send = null;
    this.pending = new Map();
    this.count = 0;
  }

  post(message) {
    this.send ??= connect((answer) => this.settle(answer), (late) => this.fail(late), () => this.pending.size > 0);
    this.send(message);
  }

  settle({ id, early, answer, facets, failure }) {
    const waiting = this.pending.get(id);
    if (early) return waiting?.early(early);
    if (failure || facets !== undefined || !answer || !waiting?.count) this.pending.delete(id);
    if (failure) waiting?.reject(new SearchFailed(failure));
    else if (facets !== undefined) facets && waiting?.count(facets);
    else waiting?.resolve(answer);
  }

  /** The worker could not be loaded, or was ended: the next question starts it again. */
  fail(late = false) {
    this.send = null;
    const reason = late ? "the reader took too long" : "the reader did not start";
    for (const { reject } of this.pending.values()) reject(new SearchFailed(reason, late));
    this.pending.clear();
  }

  /** Fetches what the query will need that begins so, ahead of it; starts the reader. */
  foresee(text) {
    this.post({ kind: "foresee", text });
  }

  /**
   * @param {import("./engine.js").Request} request
   * @param {(beginning: object) => void} [early] told an answer that has the beginning of its screen only
   * @param {(facets: object) => void} [count] told what filters would leave, after the answer
   * @returns {Promise<object|null>} null where a newer question was asked meanwhile
   * @throws {SearchFailed}
   */
  search(request, early, count) {
    const id = ++this.count;
    return new Promise((resolve, reject) => {
      this.pending.set(id, { resolve, reject, early, count });
      this.post({ id, request: { ...request, early: Boolean(early), facets: Boolean(count) } });
    });
  }
}

export const client = new Client();
