import assert from "node:assert/strict";
import test from "node:test";
import { fromGaps, numbers, placeOf, postings, unfront } from "../../theme/static/js/search/index/archive.js";
import { shown } from "../../theme/static/js/search/rank/excerpt.js";
import { near, wildcard } from "../../theme/static/js/search/lunr/terms.js";
import { fold, isLanguage, isLetter, keyOf, placesOf, trim, wordsOf } from "../../theme/static/js/search/index/text.js";
import { lunr, pick, random } from "./oracle.mjs";

test("numbers, gaps, postings and fronted words are read", () => {
  assert.deepEqual(numbers("AfgBggB"), [0, 31, 32, 1024]);
  assert.deepEqual(fromGaps("CBC"), [2, 3, 5]);
  const { names, fields } = postings("|B,C||,,,,,,,AKCL");
  assert.deepEqual(names, { papers: [], counts: [] });
  assert.deepEqual(fields, [{ papers: [1, 2], counts: [1, 2] }, null, { papers: [0, 2], counts: [10, 11] }]);
  assert.deepEqual(unfront("Aabc\nCd\nBx"), ["abc", "abd", "ax"]);
});

test("the place of a key", () => {
  const keys = ["b", "d", "f"];
  assert.deepEqual(["a", "b", "c", "d", "z"].map((key) => placeOf(keys, key)), [0, 0, 0, 1, 2]);
});

test("words, folds and keys", () => {
  assert.deepEqual(wordsOf("The (LLMs), 3.5, state-of"), ["the", "llms", "3.5,", "state", "of"]);
  assert.equal(trim("émile."), "émile");
  assert.equal(fold("Naïve"), "naive");
  assert.equal(keyOf("(3.5),"), "3.5");
  assert.equal(keyOf("+++"), "+++");
});

test("what ASCII has patterns of its own for is what the patterns of all scripts say", () => {
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
  for (const query of ["title:a", "+a", "a -b", "a~1", "a^2", "a*", "a\\:b"]) assert.ok(isLanguage(query, ["title"]), query);
});

test("places of words leave out the punctuation around them", () => {
  assert.deepEqual(placesOf("a (Word)."), [{ start: 0, end: 1, word: "a" }, { start: 3, end: 7, word: "word" }]);
});

// hazard 30
test("matches are marked, whatever else the text holds", () => {
  const record = { title: "<b>Models</b> of naïve models", abstract: "x ".repeat(400) + "a model here" + " y".repeat(400) };
  const { title, passage } = shown(record, new Set(["model", "naiv"]));
  assert.deepEqual(title.filter(([, marked]) => marked).map(([text]) => text), ["naïve", "models"]);
  assert.equal(title.map(([text]) => text).join(""), record.title);
  assert.ok(passage.some(([text, marked]) => marked && text === "model"));
  assert.ok(passage.map(([text]) => text).join("").length < 300);
});

test("stars and edits mean the terms that lunr.js means", () => {
  const next = random(11);
  const letters = "ab1c";
  const some = () => Array.from({ length: 1 + Math.floor(next() * 6) }, () => pick(next, letters)).join("");
  const terms = [...new Set(Array.from({ length: 900 }, some))].sort();
  const set = lunr.TokenSet.fromArray(terms);
  const meant = (other) => set.intersect(other).toArray().sort();
  for (let i = 0; i < 1500; i++) {
    const word = some();
    const at = Math.floor(next() * word.length);
    const starred = word.slice(0, at) + "*" + word.slice(at + (next() < 0.5 ? 1 : 0));
    assert.deepEqual(terms.filter(wildcard(starred)), meant(lunr.TokenSet.fromString(starred)), starred);
    const edits = Math.floor(next() * 4);
    const fuzzy = next() < 0.2 ? starred : word;
    assert.deepEqual(near(terms, fuzzy, edits).terms, meant(lunr.TokenSet.fromFuzzyString(fuzzy, edits)), `${fuzzy}~${edits}`);
  }
});

// hazard 24
test("edits without end stop", () => {
  const next = random(5);
  const letters = () => Array.from({ length: 12 }, () => pick(next, "abcdefghijklmnop")).join("");
  const terms = Array.from({ length: 2000 }, letters).sort();
  assert.equal(near(terms, "abcdefghijkl", 6).whole, true);
  assert.equal(near(terms, "abcdefghijkl", 6, 10000).whole, false);
});
