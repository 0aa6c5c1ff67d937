import assert from "node:assert/strict";
import test from "node:test";
import { possibleNames } from "../../theme/static/js/search/rank/names.js";
import { Engine } from "../../theme/static/js/search/worker/engine.js";
import { madeIndex, readerOf, vlq } from "./made_index.mjs";

const OF_AUTHORS = new Set(["ilse", "tarn", "bo", "weir", "lamp"]);

for (const [text, runs] of [
  ["ilse tarn", ["ilse tarn"]],
  ["ilse", []],
  ["the ilse tarn oil", ["ilse tarn"]],
  ["ilse tarn lamp", ["ilse tarn lamp", "ilse tarn", "tarn lamp"]],
  ["ilse tarn and bo weir", ["ilse tarn", "bo weir"]],
  ["oil for lanterns", []],
]) {
  test(`‘${text}’ may name ${runs.join(", ") || "nobody"}`, () => {
    assert.deepEqual(possibleNames(text, (word) => OF_AUTHORS.has(word)), runs);
  });
}

/** Five papers; the first has a title of the name's words, the others are by Bo Tarn, Tarn Bo, both, nobody. */
function index() {
  const files = madeIndex(["bo", "tarn"], {
    papers: 5, fields: ["title", "authors"], beside: [0, null], boosts: [3, 1], averages: [1, 1],
    lookups: { name: "keysaaaaaa", files: 1 }, records: { perFile: 5, perFolder: 5, folders: "recordsaaa" },
  });
  // A term's text has the papers of its fields, each after a bar; names come before the first.
  files["terms/termsaaaaa.json"] = ["bo", `|${vlq(0)}:C|${vlq(1)}${vlq(1)}${vlq(1)}`, "tarn", `|${vlq(0)}:C|${vlq(1)}${vlq(1)}${vlq(1)}`];
  files["lookups/keysaaaaaa/0.json"] = ["bo tarn", vlq(1) + vlq(2)];
  files["papers/recordsaaa/0.json"] = ["Bo Tarn", "one", "two", "three", "four"].map((title, i) => [
    `p${i}`, title, `2025-01-0${i + 1}`, "", i === 1 ? "A. Lund, C. Vey and 2 more" : "Bo Tarn",
  ]);
  return files;
}

test("the papers of a person whose whole name is typed come first, and show the name", async () => {
  const { results, total } = await new Engine(readerOf(index())).search({ text: "Bo Tarn" });
  const refs = results.map(({ href }) => href.split("/")[1]);
  assert.deepEqual(new Set(refs.slice(0, 2)), new Set(["p1", "p3"]));
  assert.equal(total, refs.length);
  assert.deepEqual(results[refs.indexOf("p1")].authors.at(-1), ["Bo Tarn", true]);
  assert.deepEqual(results[refs.indexOf("p3")].authors, [["Bo Tarn", true]]);
});

test("two words also name a person the other way round, if they are all", async () => {
  const refsOf = async (text) => (await new Engine(readerOf(index())).search({ text })).results.map(({ href }) => href.split("/")[1]);
  assert.deepEqual(new Set((await refsOf("Tarn Bo")).slice(0, 2)), new Set(["p1", "p3"]));
  const { authors } = (await new Engine(readerOf(index())).search({ text: "Tarn, Bo; Weir, Ann" })).results[0];
  assert.deepEqual(authors.at(-1), ["Bo Tarn", true]);
  assert.equal((await refsOf("Tarn Bo lamp"))[0], "p0");
});

test("part of a name is a word like others", async () => {
  const requested = [];
  const { results } = await new Engine(readerOf(index(), requested)).search({ text: "tarn" });
  assert.equal(results[0].href, "papers/p0/");
  assert.deepEqual(requested.filter((path) => path.startsWith("lookups/")), []);
});
