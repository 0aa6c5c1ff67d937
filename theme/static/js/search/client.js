/** The page's end of the reader: starts the worker, sends it queries, hands back its answers. */

/** Search could not be had; asking again may help. */
export class SearchFailed extends Error {}

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

/** The manifest, fetched while the worker starts; null where the reader had better try itself. */
async function manifest(base) {
  try {
    const response = await fetch(`${base}index.json`, { cache: "no-cache" });
    return response.ok ? await response.json() : null;
  } catch {
    return null;
  }
}

/** A port to the reader: in a worker, or where none may be started, in the page. */
function connect(receive, fail) {
  let post = null;
  const waiting = [];
  const base = `${siteRoot}search/`;
  const given = manifest(base);
  const here = async () => {
    const { Reader } = await import("./reader.js");
    const reader = new Reader(base, given, receive);
    post = (message) => reader.receive(message);
    waiting.splice(0).forEach(post);
  };
  try {
    const worker = new Worker(trusted(workerUrl), { type: "module", name: "search" });
    worker.addEventListener("message", (event) => receive(event.data));
    worker.addEventListener("error", (event) => {
      event.preventDefault();
      worker.terminate();
      fail();
    });
    worker.postMessage({ base });
    given.then((manifest) => worker.postMessage({ manifest }));
    post = (message) => worker.postMessage(message);
  } catch {
    here().catch(fail);
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
    this.send ??= connect((answer) => this.settle(answer), () => this.fail());
    this.send(message);
  }

  settle({ id, answer, facets, failure }) {
    const waiting = this.pending.get(id);
    if (failure || facets !== undefined || !answer || !waiting?.count) this.pending.delete(id);
    if (failure) waiting?.reject(new SearchFailed(failure));
    else if (facets !== undefined) facets && waiting?.count(facets);
    else waiting?.resolve(answer);
  }

  /** The worker could not be loaded: the next question starts it again. */
  fail() {
    this.send = null;
    for (const { reject } of this.pending.values()) reject(new SearchFailed("the reader did not start"));
    this.pending.clear();
  }

  /** Fetches what the query will need that begins so, ahead of it; starts the reader. */
  foresee(text) {
    this.post({ kind: "foresee", text });
  }

  /**
   * @param {import("./engine.js").Request} request
   * @param {(facets: object) => void} [count] told what filters would leave, after the answer
   * @returns {Promise<object|null>} null where a newer question was asked meanwhile
   * @throws {SearchFailed}
   */
  search(request, count) {
    const id = ++this.count;
    return new Promise((resolve, reject) => {
      this.pending.set(id, { resolve, reject, count });
      this.post({ id, request: { ...request, facets: Boolean(count) } });
    });
  }
}

export const client = new Client();
