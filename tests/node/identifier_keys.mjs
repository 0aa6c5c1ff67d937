/** Prints the keys of addresses as JSON, "" for none: node identifier_keys.mjs FILE, a JSON array of addresses. */

import { readFile } from "node:fs/promises";
import { identifiersIn } from "../../theme/static/js/search/rank/identifiers.js";

const addresses = JSON.parse(await readFile(process.argv[2], "utf8"));
console.log(JSON.stringify(addresses.map((address) => identifiersIn(address)[0]?.key ?? "")));
