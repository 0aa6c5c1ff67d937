import assert from "node:assert/strict";
import test from "node:test";
import { Archive } from "../../theme/static/js/search/archive.js";
import { Engine } from "../../theme/static/js/search/engine.js";

/** An index of titles of one word each, which is a paper's address as well. */
function indexOf(...words) {
  const flat = words.flatMap((word, paper) => [word, `|${"ABCDEFGH"[paper]}`]);
  return {
    "index.json": {
      format: 1, papers: words.length, fields: ["title"], boosts: [3], averages: [1], b: 0.75, k1: 1.2, stop: "the",
      months: [["2025-01", words.length]], lengths: ["lengthsaaa"], topics: "",
      terms: { first: [words[0]], names: "termsaaaaa" },
      words: { first: [words[0]], names: "wordsaaaaa" },
      records: { perFile: 128, perFolder: 128, folders: "recordsaaa" },
    },
    "lengths/lengthsaaa.json": "B".repeat(words.length),
    "terms/termsaaaaa.json": flat,
    "words/wordsaaaaa.json": words.map((word) => `A${word}`).join("\n"),
    "papers/recordsaaa/0.json": words.map((word) => [word, word, "2025-01-01"]),
  };
}
const open = (index, asked = []) => new Engine(new Archive(async (path) => (asked.push(path), index[path])));
const refs = ({ results }) => results.map(({ href }) => href.split("/")[1]).sort();

for (const [text, found] of Object.entries({
  "qwen ": ["qwen", "qwen2", "qwen2.5"],
  "qwen2 ": ["qwen2", "qwen2.5"],
  "qwe ": ["qwen"],
  "qwe": ["qwen", "qwen2", "qwen2.5", "qwench"],
  "3 ": ["3", "3.5"],
})) {
  test(`“${text}” finds ${found.join(", ")}`, async () => {
    assert.deepEqual(refs(await open(indexOf("3", "3.5", "35", "qwen", "qwen2", "qwen2.5", "qwench")).search({ text })), found);
  });
}

test("what is foreseen is what the question needs, but for what other endings would not", async () => {
  const asked = [];
  const index = indexOf("lamp", "lantern", "light");
  const [lamp, , ...others] = index["terms/termsaaaaa.json"];
  index["index.json"].terms = { first: ["lamp", "lantern"], names: "termsaaaaatermsbbbbb" };
  Object.assign(index, { "terms/termsaaaaa.json": [lamp, "|A"], "terms/termsbbbbb.json": others });
  const engine = open(index, asked);
  await engine.foresee("lamp lan");
  assert.deepEqual(asked.splice(0), ["index.json", "lengths/lengthsaaa.json", "terms/termsaaaaa.json"]);
  await engine.foresee("lamp lantern");
  assert.deepEqual(asked.splice(0), ["terms/termsbbbbb.json"]);
  await engine.search({ text: "lamp lantern" });
  assert.deepEqual(asked, ["words/wordsaaaaa.json", "papers/recordsaaa/0.json"]);
});

test("nothing of the terms is fetched for a stop word, a query in Lunr's language, or nothing", async () => {
  const asked = [];
  for (const text of ["", "the ", "title:lamp "]) await open(indexOf("lamp"), asked).foresee(text);
  assert.equal(asked.filter((path) => path.startsWith("terms/")).length, 0);
});

test("counts for filters are of the question last answered", async () => {
  const engine = open(indexOf("lamp", "light"));
  await engine.search({ text: "lamp" });
  assert.deepEqual(await engine.facets({ text: "lamp" }), { months: [["2025-01", 1]], topics: [] });
  assert.equal(await engine.facets({ text: "light" }), null);
});
