/** Answers messages with the engine, in a worker or else in the page. */

// Named here so that all are fetched at once, not each when another's imports are known. Lunr's language
// comes when somebody writes it.
import { Archive, Outdated, Unreachable } from "../index/archive.js";
import { Engine } from "./engine.js";
import "../rank/ranking.js";
import "../rank/excerpt.js";
import "../index/text.js";

const PATIENCE = 30_000;

function parsed(text) {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

/** Fetches the index's files from below an address; the manifest may have been fetched already. */
function loader(base, given) {
  return async (path) => {
    const manifest = path === "index.json";
    const ready = manifest && parsed(await given);
    given = manifest ? null : given;
    if (ready) return ready;
    let response;
    try {
      response = await fetch(base + path, {
        cache: manifest ? "no-cache" : "default",
        signal: AbortSignal.timeout?.(PATIENCE),
      });
    } catch (error) {
      throw new Unreachable(String(error));
    }
    if (response.status === 404 && !manifest) throw new Outdated(path);
    if (!response.ok) throw new Unreachable(`${path}: ${response.status}`);
    try {
      return await response.json();
    } catch (error) {
      if (error instanceof SyntaxError && !manifest) throw new Outdated(path);
      throw new Unreachable(`${path}: ${error}`);
    }
  };
}

/** Of questions that overlap, only the newest is followed to its end. */
export class Reader {
  /**
   * @param {string} base address of the search folder
   * @param {Promise<string|null>} manifest its text
   * @param {(answer: object) => void} send
   */
  constructor(base, manifest, send) {
    this.engine = new Engine(new Archive(loader(base, manifest)));
    this.send = send;
    this.turn = 0;
  }

  receive(message) {
    // What cannot be foreseen is fetched when it is asked for, and a failure told then.
    if (message.kind === "foresee") this.engine.foresee(message.text).catch(() => {});
    else this.work(message);
  }

  async work({ id, request }) {
    const turn = ++this.turn;
    const stale = () => turn !== this.turn;
    try {
      const early = request.early ? (beginning) => this.send({ id, early: beginning }) : undefined;
      const answer = await this.engine.answer(request, { stale, early });
      this.send({ id, answer: stale() ? null : answer });
      if (request.facets) this.send({ id, facets: stale() ? null : await this.engine.facets(request) });
    } catch (error) {
      this.engine.reset();
      this.send({ id, failure: error.message || "unknown" });
    }
  }
}

/**
 * In a worker: first comes the index's address, then its manifest; all else are questions, or a ping: whoever
 * sends it ends a worker that does not answer.
 */
function listen() {
  let giveManifest;
  const manifest = new Promise((resolve) => (giveManifest = resolve));
  let reader = null;
  addEventListener("message", ({ data }) => {
    if (data.base) reader = new Reader(data.base, manifest, (answer) => postMessage(answer));
    else if ("manifest" in data) giveManifest(data.manifest);
    else if (data.ping) postMessage({ alive: true });
    else reader.receive(data);
  });
  postMessage({ alive: true });
}

if (globalThis.WorkerGlobalScope) listen();
