/** Reads the index of a built site from disk. */

import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { IndexReader, Outdated } from "../../theme/static/js/search/index/index_reader.js";

/** @param {string} site folder of the site */
export function indexOnDisk(site) {
  return new IndexReader(async (path) => {
    try {
      return JSON.parse(await readFile(join(site, "search", path), "utf8"));
    } catch (error) {
      throw new Outdated(`${path}: ${error.message}`);
    }
  });
}
