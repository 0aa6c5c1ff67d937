import assert from "node:assert/strict";
import test from "node:test";
import { distance, nearest } from "../../theme/static/js/search/rank/spelling.js";

for (const [a, b, edits] of [["model", "model", 0], ["modle", "model", 1], ["mdel", "model", 1], ["moddel", "model", 1], ["mobel", "model", 1], ["abc", "cba", 2], ["", "ab", 2]]) {
  test(`“${a}” and “${b}”: ${edits} edits`, () => assert.equal(distance(a, b, 3), edits));
}

test("a distance beyond the limit is the limit plus one", () => assert.equal(distance("aaaaaa", "zzzzzz", 2), 3));

test("only the nearest words are returned, those with the right first letter first", () => {
  const known = ["kodel", "model", "modem", "moders"].map((word) => [word, word]);
  assert.deepEqual(nearest("modek", known), ["model", "modem"]);
  assert.deepEqual(nearest("xy", [["xyz", "xyz"]]), []);
});
