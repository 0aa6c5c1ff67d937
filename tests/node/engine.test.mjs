import assert from "node:assert/strict";
import test from "node:test";
import { Archive, Outdated } from "../../theme/static/js/search/index/archive.js";
import { Engine } from "../../theme/static/js/search/worker/engine.js";

/** An index of titles of one word each, which is a paper's address as well. */
function indexOf(...words) {
  const flat = words.flatMap((word, paper) => [word, `|${"ABCDEFGH"[paper]}`]);
  return {
    "index.json": {
      format: 2, papers: words.length, fields: ["title"], boosts: [3], averages: [1], b: 0.75, k1: 1.2, stop: "the",
      months: [["2025-01", words.length]], lengths: ["lengthsaaa"], topics: "",
      terms: { first: [words[0]], names: "termsaaaaa" },
      words: { first: [words[0]], names: "wordsaaaaa" },
      records: { perFile: 128, perFolder: 128, folders: "recordsaaa" },
    },
    "lengths/lengthsaaa.json": { title: "B".repeat(words.length) },
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

/** An index of eight papers that all have one word, in files of one paper each. */
function eight() {
  const index = indexOf("lamp");
  const papers = [..."ABCDEFGH"].map((name, paper) => [[`${paper}`, "lamp", "2025-01-01"]]);
  Object.assign(index["index.json"], {
    papers: 8, months: [["2025-01", 8]], records: { perFile: 1, perFolder: 128, folders: "recordsaaa" },
  });
  Object.assign(index, { "lengths/lengthsaaa.json": { title: "BBBBBBBB" }, "terms/termsaaaaa.json": ["lamp", "|ABBBBBBB"] });
  papers.forEach((records, paper) => (index[`papers/recordsaaa/${paper}.json`] = records));
  return index;
}

test("the beginning of the first screen is told early, and the whole begins with it", async () => {
  const told = [];
  const answer = await open(eight()).search({ text: "lamp" }, { early: (beginning) => told.push(beginning) });
  assert.equal(told.length, 1);
  assert.equal(told[0].results.length, 6);
  assert.deepEqual({ ...answer, results: answer.results.slice(0, 6) }, told[0]);
  assert.deepEqual(refs(answer), [..."01234567"]);
});

test("nothing is told early of a screen that is no longer, and of further screens", async () => {
  const told = [];
  const early = (beginning) => told.push(beginning);
  await open(indexOf("lamp", "light")).search({ text: "lamp" }, { early });
  await open(eight()).search({ text: "lamp", from: 1 }, { early });
  assert.deepEqual(told, []);
});

test("whoever asks anew while the beginning is fetched is told nothing, and no more is fetched", async () => {
  const [index, fetched] = [eight(), []];
  const load = async (path) => {
    if (path.startsWith("papers/")) fetched.push(path);
    return index[path];
  };
  const asker = { early: () => assert.fail("told"), stale: () => fetched.length > 0 };
  assert.equal(await new Engine(new Archive(load)).search({ text: "lamp" }, asker), null);
  assert.equal(fetched.length, 6);
});

test("an index that is replaced between the two parts is answered anew", async () => {
  const index = eight();
  const gone = "papers/recordsaaa/0.json";
  let [missing, beginnings] = [true, 0];
  const load = async (path) => {
    if (path === gone && missing) {
      missing = false;
      throw new Outdated(path);
    }
    return index[path];
  };
  const answer = await new Engine(new Archive(load)).answer({ text: "lamp" }, { early: () => beginnings++ });
  assert.equal(beginnings, 2);
  assert.deepEqual(refs(answer), [..."01234567"]);
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
