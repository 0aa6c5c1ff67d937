import assert from "node:assert/strict";
import test from "node:test";
import { IndexReader, placeOf } from "../../theme/static/js/search/index/index_reader.js";
import { Engine } from "../../theme/static/js/search/worker/engine.js";

const FIELDS = { fields: ["title"], boosts: [3], averages: [1], b: 0.75, k1: 1.2 };
const DAYS = ["2025-01-30", "2025-03-02", "2025-02-11", "2025-03-01"];

/** An index of four papers whose only word is "word"; paper 1 was listed again after all others. */
const files = (moved) => ({
  "index.json": {
    ...FIELDS,
    format: 2,
    papers: 4,
    stop: "the",
    months: [["2025-01", 1], ["2025-02", 1], ["2025-03", 2]],
    lengths: ["lengthsaaa"],
    topics: "",
    terms: { first: ["word"], names: "termsaaaaa" },
    words: { first: ["word"], names: "wordsaaaaa" },
    records: { perFile: 2, perFolder: 128, folders: "recordsaaa" },
    ...moved,
  },
  "lengths/lengthsaaa.json": { title: "BBBB" },
  "terms/termsaaaaa.json": ["word", "|ABBB"],
  "words/wordsaaaaa.json": "Aword",
  "papers/recordsaaa/0.json": [0, 1].map((paper) => [`${paper}`, "Word", DAYS[paper]]),
  "papers/recordsaaa/1.json": [2, 3].map((paper) => [`${paper}`, "Word", DAYS[paper]]),
});
const ask = async (index, request) => new Engine(new IndexReader(async (path) => index[path])).search(request);
const days = (answer) => answer.results.map(({ day }) => day);

for (const [name, request] of Object.entries({ "plain words": "word", "Lunr's language": "title:word" })) {
  test(`a paper listed again is as new as its newest day: ${name}`, async () => {
    const index = files({ moved: ["B", "D"] });
    assert.deepEqual(days(await ask(index, { text: request })), [...DAYS].sort().reverse());
    assert.deepEqual(days(await ask(index, { text: request, sort: "newest" })), [...DAYS].sort().reverse());
    assert.deepEqual(days(await ask(index, { text: request, month: "2025-03" })), ["2025-03-02", "2025-03-01"]);
    assert.deepEqual(days(await ask(index, { text: request, month: "2025-02" })), ["2025-02-11"]);
  });
}

test("where no paper was listed again, numbers are in the order of days", async () => {
  assert.deepEqual(days(await ask(files({}), { text: "word" })), [...DAYS].reverse());
});

test("papers that were not listed again fill the places that are left, in their order", async () => {
  const index = { "index.json": { ...files({})["index.json"], papers: 6, moved: ["BC", "CE"] } };
  const { recency } = await new IndexReader(async (path) => index[path]).open();
  assert.deepEqual([...recency], [0, 2, 1, 4, 3, 5]);
});

test("a key belongs to the last place that does not begin after it", () => {
  const keys = ["b", "d", "f"];
  assert.deepEqual(["a", "b", "c", "d", "z"].map((key) => placeOf(keys, key)), [0, 0, 0, 1, 2]);
});
