/**
 * Answers a file of queries with Daybook's engine, and with lunr.js if the site has Lunr's own index: node answers.js
 * SITE QUERIES.json prints, as JSON, the first ten addresses of each query by the name of who answers.
 */

import { readFile } from "node:fs/promises";
import { join } from "node:path";
import lunr from "lunr";
import { indexOnDisk } from "../node/index_on_disk.js";
import { Engine } from "../../theme/static/js/search/worker/engine.js";

const [site, queries] = process.argv.slice(2);
const engine = new Engine(indexOnDisk(site));
const ownIndex = await readFile(join(site, "search", "lunr.json"), "utf8").catch(() => null);
const index = ownIndex && lunr.Index.load(JSON.parse(ownIndex));

function stock(text) {
  try {
    return index.search(text).slice(0, 10).map((result) => result.ref);
  } catch {
    // lunr.js takes a colon in a title for a field: a page would have to remove the signs.
    return index.search(text.replace(/[:~^*+-]/g, " ")).slice(0, 10).map((result) => result.ref);
  }
}

const answers = { Daybook: [], ...(index && { "stock Lunr": [] }) };
for (const text of JSON.parse(await readFile(queries, "utf8"))) {
  const { results } = await engine.search({ text });
  answers.Daybook.push(results.map((result) => result.href.slice("papers/".length, -1)));
  answers["stock Lunr"]?.push(stock(text));
}
console.log(JSON.stringify(answers));
