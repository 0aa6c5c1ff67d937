import assert from "node:assert/strict";
import test from "node:test";
import { placeOf } from "../../theme/static/js/search/index/index_reader.js";
import { Engine } from "../../theme/static/js/search/worker/engine.js";
import { madeIndex, readerOf } from "./made_index.mjs";

const DAYS = ["2025-01-30", "2025-03-02", "2025-02-11", "2025-03-01"];

/** Make the index of four papers whose only word is "word", of which some were listed again. */
function files(moved = [], manifest = {}) {
  const index = madeIndex(["word"], {
    papers: 4, span: ["2025-01-30", "2025-03-02"],
    records: { perFile: 4, perFolder: 4, folders: "recordsaaa" }, ...manifest,
  });
  return Object.assign(index, {
    "days/daysaaaaaa.json": { months: [["2025-01", 1, "eB"], ["2025-02", 1, "LB"], ["2025-03", 2, "BBCB"]], moved },
    "lengths/lengthsaaa.json": "BBBB",
    "terms/termsaaaaa.json": ["word", "|ABBB:BBBB"],
    "papers/recordsaaa/0.json": DAYS.map((day, paper) => [`${paper}`, "Word", day]),
  });
}
const ask = (index, request) => new Engine(readerOf(index)).search(request);
const days = (answer) => answer.results.map(({ day }) => day);

for (const [name, request] of Object.entries({ "plain words": "word", "Lunr's language": "title:word" })) {
  test(`a paper listed again is, for order and filters, as new as its newest day: ${name}`, async () => {
    const index = files(["B", "D"]);
    assert.deepEqual(days(await ask(index, { text: request })), [...DAYS].reverse(), "by the first day, if equal");
    assert.deepEqual(days(await ask(index, { text: request, sort: "newest" })), [...DAYS].sort().reverse());
    assert.deepEqual(days(await ask(index, { text: request, filters: [{ kind: "month", value: "2025-03", not: false }] })), ["2025-03-01", "2025-03-02"]);
    assert.deepEqual(days(await ask(index, { text: request, filters: [{ kind: "month", value: "2025-02", not: false }] })), ["2025-02-11"]);
  });
}

test("if no paper was listed again, papers are numbered by day", async () => {
  assert.deepEqual(days(await ask(files(), { text: "word" })), [...DAYS].reverse());
});

test("papers that were not listed again take the positions left, in their order", async () => {
  const reader = readerOf(files(["BC", "CE"], { papers: 6 }));
  await reader.open();
  const { recency } = await reader.days();
  assert.deepEqual([...recency], [0, 2, 1, 4, 3, 5]);
});

test("an address is the beginning of the title, below the year of the day, or written out", async () => {
  const papers = [[8, "Of Lamps: Moss", "2031-03-01", "", "Ilse Tarn", 2], ["2030/moss", "Of Lamps", "2031-03-01", "", "Ilse Tarn"]];
  const reader = readerOf({ ...files(), "papers/recordsaaa/0.json": papers });
  await reader.open();
  const found = await Promise.all([0, 1].map((paper) => reader.record(paper)));
  assert.deepEqual(found.map(({ ref, authors }) => [ref, authors]), [["2031/of-lamps", "Ilse Tarn and 2 more"], ["2030/moss", "Ilse Tarn"]]);
});

test("a key belongs to the last place that does not begin after it", () => {
  const keys = ["b", "d", "f"];
  assert.deepEqual(["a", "b", "c", "d", "z"].map((key) => placeOf(keys, key)), [0, 0, 0, 1, 2]);
});

test("a title's word finds its stem in another shard, and what an acronym stands for is no term", async () => {
  const index = madeIndex(["lamp"], { fields: ["title", "forms"], beside: [0, 0] });
  index["index.json"].terms = { first: ["lamp", "lamp_s"], names: "termsaaaaatermsbbbbb" };
  Object.assign(index, { "terms/termsaaaaa.json": ["lamp", "|ABB:BBB"], "terms/termsbbbbb.json": ["lamp_s_", "~BB", "lo__is_lamp_oil_", 2] });
  for (const find of [(reader) => reader.postings("lamp_s_"), async (reader) => reader.decode(...(await reader.termsBetween("lamp_s", "lamp_s"))[0])]) {
    const reader = readerOf(index);
    await reader.open();
    assert.deepEqual((await find(reader)).fields[1].papers, [1, 2]);
    assert.equal(await reader.postings("lo__is_lamp_oil_"), null);
  }
});

test("a guess costs the files of words in an archive with large shards, and its own shard only if the archive has it", async () => {
  const asked = [];
  const index = madeIndex(["lamp", "lamplighted", "quay"]);
  const first = [...Array.from({ length: 800 }, (_, place) => "a".repeat(place + 1)), "lampl", "q"];
  index["index.json"].terms = { first, names: "termsaaaaa".repeat(first.length) };
  const reader = readerOf(index, asked);
  await reader.open();
  assert.deepEqual([await reader.mayHave("lampquay"), await reader.mayHave("lamplight")], [false, true]);
  assert.deepEqual(asked, ["index.json", "words/wordsaaaaa.json"]);
  await reader.shard(first.length - 1);
  assert.equal(await reader.mayHave("quays"), true, "what is at hand costs nothing");
});
