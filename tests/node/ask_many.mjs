/** Prints the answers to many queries as a JSON object by query: node ask_many.mjs SITE QUERIES.json. */

import { readFile } from "node:fs/promises";
import { Engine } from "../../theme/static/js/search/worker/engine.js";
import { indexOnDisk } from "./index_on_disk.js";

const [site, queries] = process.argv.slice(2);
const engine = new Engine(indexOnDisk(site));
const answers = {};
for (const text of JSON.parse(await readFile(queries, "utf8"))) {
  const answer = await engine.search({ text });
  answers[text] = { ...answer, refs: answer.results.map(({ href }) => href.slice("papers/".length, -1)) };
}
console.log(JSON.stringify(answers));
