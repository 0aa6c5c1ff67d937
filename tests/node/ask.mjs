/** Prints the answer to a query as JSON: node ask.mjs SITE QUERY [FILTERS]; a query `@FILE` is read from a file. */

import { readFile } from "node:fs/promises";
import { Engine } from "../../theme/static/js/search/worker/engine.js";
import { indexOnDisk } from "./index_on_disk.js";

const [site, query, filters = "{}"] = process.argv.slice(2);
const text = query.startsWith("@") ? await readFile(query.slice(1), "utf8") : query;
const engine = new Engine(indexOnDisk(site));
const request = { text, ...JSON.parse(filters) };
const answer = await engine.search(request);
const facets = await engine.facets(request);
const refs = answer.results.map(({ href }) => href.slice("papers/".length, -1));
console.log(JSON.stringify({ ...answer, facets, refs, days: answer.results.map(({ day }) => day) }));
