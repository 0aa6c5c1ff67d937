/**
 * Measures what queries fetch: node costs.js SITE QUERIES.json prints, for each query, as JSON: the bytes of the
 * files as a host compresses them, their number, how many of them wait for one another, and both by kind.
 */

import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { IndexReader, Outdated } from "../../theme/static/js/search/index/index_reader.js";
import { Engine } from "../../theme/static/js/search/worker/engine.js";

const [site, queries] = process.argv.slice(2);

/** Fetches files in rounds: those that are asked for meanwhile arrive together. */
class Host {
  constructor() {
    Object.assign(this, { rounds: 0, bytes: 0, requests: 0, kinds: {}, waiting: [] });
  }

  load = async (path) => {
    if (!this.waiting.length) setTimeout(() => this.arrive());
    await new Promise((resolve) => this.waiting.push(resolve));
    const data = await readFile(join(site, "search", path)).catch(() => {
      throw new Outdated(path);
    });
    const size = gzipSync(data, { level: 6 }).length;
    const kind = (this.kinds[path.split("/")[0]] ??= [0, 0]);
    kind[0] += 1;
    kind[1] += size;
    this.requests += 1;
    this.bytes += size;
    this.done.push(JSON.parse(data));
    return this.done.at(-1);
  };

  done = [];

  arrive() {
    this.rounds += 1;
    for (const resolve of this.waiting.splice(0)) resolve();
  }
}

const costs = [];
for (const text of JSON.parse(await readFile(queries, "utf8"))) {
  const host = new Host();
  const engine = new Engine(new IndexReader(host.load));
  const { total } = await engine.search({ text });
  const { rounds, bytes, requests, kinds } = host;
  const before = process.cpuUsage();
  await engine.search({ text: `${text} ` });
  const used = process.cpuUsage(before).user / 1000;
  costs.push({ text, bytes, requests, rounds, kinds, total, again: used });
}
console.log(JSON.stringify(costs));
