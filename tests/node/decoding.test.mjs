import assert from "node:assert/strict";
import test from "node:test";
import { decodeGaps, decodeNumbers, decodePostings, decodeWords } from "../../theme/static/js/search/index/decoding.js";

test("numbers, gaps, postings and front-coded words are decoded", () => {
  assert.deepEqual(decodeNumbers("AfgBggB"), [0, 31, 32, 1024]);
  assert.deepEqual(decodeGaps("CBC"), [2, 3, 5]);
  const { names, fields } = decodePostings("|B,C||,,,,,,,AKCL");
  assert.deepEqual(names, { papers: [], counts: [] });
  assert.deepEqual(fields, [{ papers: [1, 2], counts: [1, 2] }, null, { papers: [0, 2], counts: [10, 11] }]);
  assert.deepEqual(decodeWords("Aabc\nCd\nBx"), ["abc", "abd", "ax"]);
});
