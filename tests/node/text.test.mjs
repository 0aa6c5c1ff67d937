import assert from "node:assert/strict";
import test from "node:test";
import { fold, isLetter, keyOf, spansOf, trim, wordsOf } from "../../theme/static/js/search/index/text.js";
import { pick, random } from "./oracle.mjs";

test("words, folds and keys", () => {
  assert.deepEqual(wordsOf("The (LLMs), 3.5, state-of"), ["the", "llms", "3.5,", "state", "of"]);
  assert.equal(trim("émile."), "émile");
  assert.equal(fold("Naïve"), "naive");
  assert.equal(keyOf("(3.5),"), "3.5");
  assert.equal(keyOf("+++"), "+++");
});

test("the patterns for ASCII match as those for all scripts do", () => {
  const next = random(5);
  const chars = Array.from({ length: 128 }, (_, code) => String.fromCharCode(code));
  for (const char of [...chars, "é", "ł", "µ", "²", "ー", "𝔸", "😀", "\u0301"]) {
    assert.equal(isLetter(char), /^[\p{L}\p{N}]$/u.test(char), JSON.stringify(char));
  }
  const some = [..."aZ09_.(~^é "];
  for (let i = 0; i < 3000; i++) {
    const word = Array.from({ length: 1 + Math.floor(next() * 6) }, () => pick(next, next() < 0.2 ? chars : some)).join("");
    const core = /^[^\p{L}\p{N}_]*?([\p{L}\p{N}_]+)[^\p{L}\p{N}_]*?$/u.exec(word)?.[1] ?? word;
    assert.equal(trim(word), core, JSON.stringify(word));
    const plain = word.toLowerCase().normalize("NFKD").replace(/\p{Mn}/gu, "");
    assert.equal(fold(word), plain.replace(/^[^\p{L}\p{N}]+|[^\p{L}\p{N}]+$/gu, ""), JSON.stringify(word));
  }
});

test("spans of words leave out the punctuation around them", () => {
  assert.deepEqual(spansOf("a (Word)."), [{ start: 0, end: 1, word: "a" }, { start: 3, end: 7, word: "word" }]);
});
