import assert from "node:assert/strict";
import test from "node:test";
import { distance, nearest } from "../../theme/static/js/search/rank/spelling.js";
import { Engine } from "../../theme/static/js/search/worker/engine.js";
import { madeIndex, readerOf } from "./made_index.mjs";

for (const [a, b, edits] of [["model", "model", 0], ["modle", "model", 1], ["mdel", "model", 1], ["moddel", "model", 1], ["mobel", "model", 1], ["abc", "cba", 2], ["", "ab", 2]]) {
  test(`“${a}” and “${b}”: ${edits} edits`, () => assert.equal(distance(a, b, 3), edits));
}

test("a distance beyond the limit is the limit plus one", () => assert.equal(distance("aaaaaa", "zzzzzz", 2), 3));

test("only the nearest words are returned, those with the right first letter first", () => {
  const known = ["kodel", "model", "modem", "moders"].map((word) => [word, word]);
  assert.deepEqual(nearest("modek", known), ["model", "modem"]);
  assert.deepEqual(nearest("xy", [["xyz", "xyz"]]), []);
});

test("in a large archive a word with a wrong first letter is looked for in few files", async () => {
  const words = [..."abcdefghijklmnopqrstuvwxyz"].flatMap((letter) => ["aro", "ero", "oro"].map((end) => `${letter}${end}mata`));
  words.splice(words.indexOf("maromata"), 0, "malpighi");
  const index = madeIndex(words);
  const names = words.map((_, place) => `w${String(place).padStart(9, "0")}`);
  index["index.json"].words = { first: words, names: names.join("") };
  names.forEach((name, place) => (index[`words/${name}.json`] = `A${words[place]}`));
  const requested = [];
  const { suggestion } = await new Engine(readerOf(index, requested)).search({ text: "palpighi " });
  assert.equal(suggestion, "malpighi");
  assert.ok(requested.filter((path) => path.startsWith("words/")).length <= 104);
});
