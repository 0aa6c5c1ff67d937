/** Answers messages with the engine, one at a time: of the queries that wait only the newest is answered. */

import { Archive, Outdated, Unreachable } from "./archive.js";
import { Engine } from "./engine.js";

const PATIENCE = 30_000;

/** Fetches the index's files from below an address; the manifest may have been fetched already. */
function loader(base, given) {
  return async (path) => {
    const manifest = path === "index.json";
    const ready = manifest && (await given);
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
   * @param {Promise<object|null>} manifest
   * @param {(answer: object) => void} send
   */
  constructor(base, manifest, send) {
    this.engine = new Engine(new Archive(loader(base, manifest)));
    this.send = send;
    this.next = null;
    this.busy = false;
  }

  receive(message) {
    if (message.kind === "warm") {
      this.engine.warm().then(
        () => this.send({ id: message.id, answer: null }),
        (error) => this.send({ id: message.id, failure: error.message }),
      );
      return;
    }
    if (this.next) this.send({ id: this.next.id, answer: null });
    this.next = message;
    if (!this.busy) this.work();
  }

  async work() {
    this.busy = true;
    while (this.next) {
      const { id, request } = this.next;
      this.next = null;
      try {
        this.send({ id, answer: await this.engine.answer(request) });
      } catch (error) {
        this.engine.reset();
        this.send({ id, failure: error.message || "unknown" });
      }
    }
    this.busy = false;
  }
}
