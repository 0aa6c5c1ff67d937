/** Prints the keys of the names in a JSON file. */

import { readFileSync } from "node:fs";
import { nameKey } from "../../theme/static/js/search/index/names.js";

console.log(JSON.stringify(JSON.parse(readFileSync(process.argv[2], "utf8")).map(nameKey)));
