import assert from "node:assert/strict";
import test from "node:test";
import { stem } from "../../theme/static/js/search/index/stemmer.js";
import { lunr, pick, random } from "./oracle.mjs";

const oracle = (word) => lunr.stemmer(new lunr.Token(word)).toString();

const ENDINGS = (
  "ational tional enci anci izer bli alli entli eli ousli ization ation ator alism iveness fulness ousness aliti " +
  "iviti biliti logi icate ative alize iciti ical ful ness al ance ence er ic able ible ant ement ment ent ou ism " +
  "ate iti ous ive ize sion tion ion sses ies ss s eed ed ing y ly e ll le at bl iz"
).split(" ");

test("words and letters of every kind have lunr.js's stem", () => {
  const next = random(7);
  const letters = "aeiouybcdlnrstvwxz3'é";
  for (let i = 0; i < 60000; i++) {
    let word = Array.from({ length: Math.floor(next() * 6) }, () => pick(next, letters)).join("");
    for (let j = 0; j < 1 + next() * 2; j++) word += pick(next, ENDINGS);
    assert.equal(stem(word), oracle(word), word);
  }
});

test("a vowel before y keeps it", () => {
  const words = { survey: "survey", arrays: "array", day: "day", try: "tri", by: "by", yes: "ye", fly: "fli" };
  for (const [word, expected] of Object.entries(words)) assert.equal(stem(word), expected);
});
