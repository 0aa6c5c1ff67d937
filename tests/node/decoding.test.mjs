import assert from "node:assert/strict";
import test from "node:test";
import { asLength, crc32, decodeGaps, decodeNumbers, decodePlaces, decodePostings, decodeWords } from "../../theme/static/js/search/index/decoding.js";

test("numbers, gaps, postings and front-coded words are decoded", () => {
  assert.deepEqual(decodeNumbers("AfgBggB"), [0, 31, 32, 1024]);
  assert.deepEqual(decodeGaps("CBC"), [2, 3, 5]);
  const { names, fields } = decodePostings("|B:f,C:g||,,,,,,,AKCL:o-");
  assert.deepEqual(names, { papers: [], counts: [], lengths: [] });
  assert.deepEqual(fields, [
    { papers: [1, 2], counts: [1, 2], lengths: [31, 32] },
    null,
    { papers: [0, 2], counts: [10, 11], lengths: [64, 431] },
  ]);
  const [ofMarks] = decodePostings("|!gB_").fields;
  assert.deepEqual(ofMarks, { papers: [5, 6, 12, 13, 14, 15, 16, 17], counts: Array(8).fill(1), lengths: [] });
  assert.deepEqual(decodeWords("AabcCdBx"), ["abc", "abd", "ax"]);
});

test("a text has the CRC-32 that zlib gives its UTF-8", () => {
  assert.deepEqual(["", "bo weir", "łucja"].map(crc32), [0, 199639337, 2283158114]);
});

test("lengths from 32 on have the length in the middle of half an octave", () => {
  assert.deepEqual([0, 31, 32, 44, 45, 200, 361, 362, 1000].map(asLength), [0, 31, 38, 38, 54, 215, 304, 431, 431]);
  assert.deepEqual(decodePostings("|AB:im").fields[0].lengths, [38, 54]);
});

test("what a term tells the most of comes after its postings", () => {
  const { fields, telling } = decodePostings("|AB:im^BC");
  assert.deepEqual([fields[0].papers, fields[0].lengths, telling], [[0, 1], [38, 54], [1, 3]]);
  assert.deepEqual(decodePostings("|AB").telling, []);
});

test("a title's word is in those of its stem's papers whose places it has", () => {
  const { fields } = decodePostings("|,C:B|F:B|D,A:B");
  const { fields: own, telling } = decodePlaces("BB^D", fields, 2);
  assert.deepEqual([own.slice(0, 2), own[2].papers, telling], [[null, null], [2, 3], [3]]);
});
