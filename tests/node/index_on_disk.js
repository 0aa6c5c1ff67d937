/** The index of a built site, read from disk: what the worker fetches in a browser. */

import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { IndexReader, Outdated } from "../../theme/static/js/search/index/index_reader.js";

/** @param {string} site a folder that has search/index.json */
export function indexOnDisk(site) {
  return new IndexReader(async (path) => {
    try {
      return JSON.parse(await readFile(join(site, "search", path), "utf8"));
    } catch (error) {
      throw new Outdated(`${path}: ${error.message}`);
    }
  });
}
