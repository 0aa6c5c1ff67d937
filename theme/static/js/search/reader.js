/** Answers messages with the engine: of questions that overlap, only the newest is followed to its end. */

import { Archive, Outdated, Unreachable } from "./archive.js";
import { Engine } from "./engine.js";

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
      const answer = await this.engine.answer(request, stale);
      this.send({ id, answer: stale() ? null : answer });
      if (request.facets) this.send({ id, facets: stale() ? null : await this.engine.facets(request) });
    } catch (error) {
      this.engine.reset();
      this.send({ id, failure: error.message || "unknown" });
    }
  }
}
