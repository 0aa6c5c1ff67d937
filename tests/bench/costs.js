/**
 * Measures what queries fetch of an index: node costs.js SITE QUERIES.json prints, for each query alone, as JSON: bytes as
 * hosts compress them, files, and how many of these wait for one another.
 */

import { readFileSync } from "node:fs";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { IndexReader } from "../../theme/static/js/search/index/index_reader.js";
import { Engine } from "../../theme/static/js/search/worker/engine.js";

const [site, queries] = process.argv.slice(2);

/** Answer a query of a new reader; files that are asked for meanwhile arrive together, in rounds. */
async function cost(text) {
  const found = { bytes: 0, requests: 0, rounds: 0 };
  const waiting = [];
  const arrive = () => {
    found.rounds += 1;
    for (const resolve of waiting.splice(0)) resolve();
  };
  const load = async (path) => {
    if (!waiting.length) setTimeout(arrive);
    await new Promise((resolve) => waiting.push(resolve));
    const data = readFileSync(join(site, "search", path)); // one after another, they would arrive in more rounds
    found.requests += 1;
    found.bytes += gzipSync(data, { level: 6 }).length;
    return JSON.parse(data);
  };
  await new Engine(new IndexReader(load)).search({ text });
  return found;
}

const costs = [];
for (const text of JSON.parse(readFileSync(queries, "utf8"))) costs.push(await cost(text));
console.log(JSON.stringify(costs));
