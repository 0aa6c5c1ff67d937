/**
 * The search worker: answers the page's messages with the engine. Without workers, the page imports RequestHandler. It is
 * published with all modules that it imports in it, as one request.
 */

import { IndexReader, Outdated, Unreachable } from "../index/index_reader.js";
import { Engine } from "./engine.js";

const FETCH_TIMEOUT = 30_000;

function parse(text) {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

/** Return a function that fetches the index's files; the manifest's text may have been fetched already. */
function fileLoader(base, manifestText) {
  return async (path) => {
    const isManifest = path === "index.json";
    const ready = isManifest && parse(await manifestText);
    if (isManifest) manifestText = null;
    if (ready) return ready;
    let response;
    try {
      response = await fetch(base + path, {
        cache: isManifest ? "no-cache" : "default",
        signal: AbortSignal.timeout?.(FETCH_TIMEOUT),
      });
    } catch (error) {
      throw new Unreachable(String(error));
    }
    if (response.status === 404 && !isManifest) throw new Outdated(path);
    if (!response.ok) throw new Unreachable(`${path}: ${response.status}`);
    try {
      return await response.json();
    } catch (error) {
      if (error instanceof SyntaxError && !isManifest) throw new Outdated(path);
      throw new Unreachable(`${path}: ${error}`);
    }
  };
}

/** Answers requests; a newer request makes the one being answered stale. */
export class RequestHandler {
  /**
   * @param {string} base address of the search folder
   * @param {Promise<string|null>} manifestText
   * @param {(message: object) => void} send
   */
  constructor(base, manifestText, send) {
    this.engine = new Engine(new IndexReader(fileLoader(base, manifestText)));
    this.send = send;
    this.newest = 0;
  }

  receive(message) {
    // A failed prefetch is ignored: the search fetches the file again and reports the error.
    if ("prefetch" in message) this.engine.prefetch(message.prefetch).catch(() => {});
    else if ("count" in message) this.reply(message.id, () => this.engine.facets(message.count, message.withTopics));
    else if ("examples" in message) this.reply(message.id, () => this.engine.examples());
    else this.answer(message);
  }

  /** Send what is not the answer to a query: counts of filters, which are opened after it, or examples. */
  async reply(id, work) {
    try {
      this.send({ id, answer: await work() });
    } catch (error) {
      this.send({ id, error: error.message || "unknown" });
    }
  }

  async answer({ id, request, wantsPart, wantsFacets }) {
    this.newest = id;
    const isStale = () => id !== this.newest;
    const onPart = wantsPart ? (part) => this.send({ id, part }) : undefined;
    try {
      const answer = await this.engine.search(request, { isStale, onPart });
      this.send({ id, answer: isStale() ? null : answer });
      if (wantsFacets) this.send({ id, facets: isStale() ? null : await this.engine.facets(request, wantsFacets === "topics") });
    } catch (error) {
      this.engine.reset();
      this.send({ id, error: error.message || "unknown" });
    }
  }
}

/**
 * Listen to the page: its first message has the index's address, a later one the manifest's text. All others are
 * requests, prefetches, or pings: the page ends a worker that does not answer these.
 */
function listen() {
  let resolveManifest;
  const manifestText = new Promise((resolve) => (resolveManifest = resolve));
  let handler = null;
  addEventListener("message", ({ data }) => {
    if (data.base) handler = new RequestHandler(data.base, manifestText, (message) => postMessage(message));
    else if ("manifest" in data) resolveManifest(data.manifest);
    else if (data.ping) postMessage({ alive: true });
    else handler.receive(data);
  });
  postMessage({ alive: true });
}

if (globalThis.WorkerGlobalScope) listen();
