import assert from "node:assert/strict";
import test from "node:test";
import { hasInitial, initialKey, nameKey } from "../../theme/static/js/search/index/names.js";
import { nameAuthors, takeAuthors } from "../../theme/static/js/search/rank/authors.js";
import { Engine } from "../../theme/static/js/search/worker/engine.js";
import { madeIndex, readerOf, vlq } from "./made_index.mjs";

for (const [name, key] of Object.entries({
  "Ilse Tarn": "ilse tarn",
  "  ILSE-Marie O’Tarn, Jr. ": "ilse marie otarn jr",
  "Łucja Straße": "lucja strasse",
  "Nguyễn Văn Hưng": "nguyen van hung",
  "ΑΛΈΞΑΝΔΡΟΣ": "αλεξανδροσ",
  "王小明": "王小明",
  "か・が": "か か\u3099",
  "...": "",
})) {
  test(`the key of “${name}” is “${key}”`, () => assert.equal(nameKey(name), key));
}

for (const [text, authors, rest] of [
  ["plain words", [], "plain words"],
  ["plain ", [], "plain "],
  ['author:"Ilse Tarn"', [["Ilse Tarn", ""]], ""],
  ['authors:"Ilse Tarn', [["Ilse Tarn", ""]], ""],
  ["Author:“Ilse Tarn” lamp", [["Ilse Tarn", ""]], "lamp"],
  ['lamp +author:"A B" -author:"C" oil', [["A B", "+"], ["C", "-"]], "lamp oil"],
  ["author:Tarn", [], "author:Tarn"],
  ['coauthor:"Tarn"', [], 'coauthor:"Tarn"'],
  ['title:"Ilse Tarn"', [], 'title:"Ilse Tarn"'],
]) {
  test(`the names in ‘${text}’`, () => {
    const found = takeAuthors(text);
    assert.deepEqual([found.authors.map(({ name, sign }) => [name, sign]), found.rest.replace(/ +/g, " ")], [authors, rest]);
  });
}

for (const [name, key] of Object.entries({
  "I. Tarn": "~i tarn", "I. M. Tarn": "~i tarn", "Tarn, I.": "~i tarn", "Ilse Tarn": "", "Ilse M. Tarn": "", I: "", "A B": "", "王 小明": "~王 小明",
})) {
  test(`“${name}” means ${key ? `everybody under ${key}` : "nobody else"}`, () => assert.equal(initialKey(nameKey(name)), key));
}

test("a name has an initial if its first word begins with it and its last word is the same", () => {
  const names = ["ilse tarn", "ilse maren tarn", "i tarn", "bo tarn", "ilse tarnow", "tarn"];
  assert.deepEqual(names.filter((name) => hasInitial(name, "~i tarn")), ["ilse tarn", "ilse maren tarn", "i tarn"]);
});

/** Four papers, lamp to lens, by Ilse Tarn, by both, by Bo Weir, by nobody. */
function index() {
  const words = ["lamp", "lantern", "lattice", "lens"];
  const files = madeIndex(words, { lookups: { name: "namesaaaaa", files: 3 } });
  files["lookups/namesaaaaa/2.json"] = ["bo weir", vlq(1) + vlq(1)];
  files["lookups/namesaaaaa/0.json"] = ["ilse tarn", vlq(0) + vlq(1)];
  files["lookups/namesaaaaa/1.json"] = ["ines tarn", vlq(3)];
  // CRC-32 decides which file has a key.
  for (const file of [0, 1, 2]) (files[`lookups/namesaaaaa/${file}.json`] ??= []).push("~i tarn", vlq(0) + vlq(1) + vlq(2));
  files["papers/recordsaaa/0.json"] = words.map((word) => [word, word, "2025-01-01", "", "A. Lund, C. Vey and 2 more"]);
  return files;
}

const answer = (text, requested) => new Engine(readerOf(index(), requested)).search({ text });
const refs = ({ results }) => results.map(({ href }) => href.split("/")[1]);

for (const [text, found] of Object.entries({
  'author:"Ilse Tarn"': ["lantern", "lamp"],
  'authors:"ílse  TARN"': ["lantern", "lamp"],
  'author:"Tarn"': [],
  'author:"Ilse"': [],
  'author:"Zoe Zorn"': [],
  'author:"I. Tarn"': ["lens", "lantern", "lamp"],
  'author:"Tarn, I."': ["lens", "lantern", "lamp"],
  'author:""': [],
  'author:"Ilse Tarn" author:"Bo Weir"': ["lattice", "lantern", "lamp"],
  '+author:"Ilse Tarn" +author:"Bo Weir"': ["lantern"],
  'author:"Ilse Tarn" -author:"Bo Weir"': ["lamp"],
  '-author:"Ilse Tarn"': ["lens", "lattice"],
  'author:"Ilse Tarn" lamp ': ["lamp"],
  'author:"Ilse Tarn" la*': ["lamp", "lantern"],
  'author:"Bo Weir" lamp ': [],
})) {
  test(`‘${text}’ finds ${found.join(", ") || "nothing"}`, async () => {
    const found_ = await answer(text);
    assert.deepEqual(text.includes("*") ? refs(found_).sort() : refs(found_), found);
    assert.equal(found_.total, found.length);
  });
}

test("a query without a name fetches no names, and one with a name only the file it needs", async () => {
  const requested = [];
  await answer("lamp", requested);
  assert.deepEqual(requested.filter((path) => path.startsWith("lookups/")), []);
  requested.length = 0;
  await answer('author:"Bo Weir"', requested);
  assert.deepEqual(requested, ["index.json", "lookups/namesaaaaa/2.json", "papers/recordsaaa/0.json"]);
});

test("an index without names finds nobody", async () => {
  const files = index();
  files["index.json"].lookups = { name: "", files: 0 };
  assert.deepEqual(refs(await new Engine(readerOf(files)).search({ text: 'author:"Bo Weir"' })), []);
});

test("a result says who was asked for if the first authors do not", async () => {
  const { results } = await answer('author:"Bo Weir" author:"C Vey"');
  assert.deepEqual(results[0].authors, [["A. Lund, C. Vey and 2 more, among them ", false], ["Bo Weir", true]]);
  const found = [{ name: "c. vey", key: "c vey", sign: "", papers: new Set([1]) }];
  assert.deepEqual(nameAuthors("A. Lund, C. Vey", 1, found), [["A. Lund, ", false], ["C. Vey", true]]);
  assert.deepEqual(nameAuthors("A. Lund", 2, found), [["A. Lund", false]]);
  assert.deepEqual(nameAuthors("", 2, found), []);
});
