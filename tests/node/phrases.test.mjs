import assert from "node:assert/strict";
import test from "node:test";
import { clausesOf, passes, PhraseReader, takePhrases, withExcluded } from "../../theme/static/js/search/rank/phrases.js";
import { madeIndex, readerOf } from "./made_index.mjs";

const MANIFEST = { fields: ["title", "abstract", "author"], stopWords: new Set(["the"]) };
const PAPER = { title: "Chain-of-Thought for Lamps", abstract: "We light the lamps of a quay, naïve as they are. It’s “kept” short." };

for (const [query, isLeft] of [
  ['"chain of thought"', true],
  ['"Chain of thought"', true],
  ['"chain thought"', false],
  ['"thought of chain"', false],
  ['"lamps of a quay"', true],
  ['"lamp of a quay"', false],
  ['"lamps light"', false],
  ['"lamps we"', false],
  ['"naive as they"', true],
  ["“naïve as they”", true],
  ["„it's kept“", true],
  ['"it’s kept short"', true],
  ['"of a qu', true],
  ['"of a qu"', false],
  ['"of a qu ', false],
  ['title:"for lamps"', true],
  ['title:"the lamps"', false],
  ['abstract:"the lamps"', true],
  ['-"the lamps"', false],
  ['-"no lamps"', true],
  ['-title:"the lamps"', true],
  ['+"the lamps" -"no lamps"', true],
  ['"the lamps" "no lamps"', false],
]) {
  test(`‘${query}’ ${isLeft ? "leaves" : "leaves out"} the paper`, () => {
    const { phrases } = takePhrases(query);
    assert.equal(passes(PAPER, phrases), isLeft);
  });
}

for (const [query, rest, words] of [
  ['lamps "chain of thought" quay', "lamps  quay", "lamps chain of thought quay"],
  ['lamps -"chain of thought"', "lamps", "lamps "],
  ['+quay title:"chain of', "+quay", "+quay chain of"],
  ['the 5" disk', 'the 5" disk', 'the 5" disk'],
  ['lamps ""', "lamps", "lamps "],
]) {
  test(`the words of ‘${query}’ without its phrases are ‘${rest}’`, () => {
    const taken = takePhrases(query);
    assert.deepEqual([taken.rest, taken.words], [rest, words]);
  });
}

for (const [query, rest, words, excluded] of [
  ["lamps -Quays", "lamps", "lamps ", [["quays", ""]]],
  ["lamps -title:quays tides", "lamps  tides", "lamps  tides", [["quays", "title"]]],
  ['"a lamp" -quays -the', "", "a lamp  ", [["a lamp", ""], ["quays", ""]]],
  ["lamps -quay* -pre-tidal -author:tarn low-tide", "lamps -quay* -pre-tidal -author:tarn low-tide", "lamps -quay* -pre-tidal -author:tarn low-tide", []],
  ["lamps -quays +tides", "lamps -quays +tides", "lamps -quays +tides", []],
]) {
  test(`the words that papers shall not have in ‘${query}’`, () => {
    const taken = withExcluded(takePhrases(query), MANIFEST);
    assert.deepEqual([taken.rest, taken.words], [rest, words]);
    assert.deepEqual(taken.phrases.map((phrase) => [phrase.words.join(" "), phrase.field]), excluded);
  });
}

for (const [perFile, left, read] of [[2, [1, 2], 1], [4, [2], 0]]) {
  test(`with ${perFile} papers in a file, ${read ? "an abstract decides" : "the stem in an abstract decides"} whether it has an excluded word`, async () => {
    const index = madeIndex(["lamps"], { fields: ["title", "abstract", "authors"], records: { perFile, perFolder: 8, folders: "recordsaaa" } });
    // The stem is in the abstracts of the first two papers, and the name of an author of the third.
    Object.assign(index, { "terms/termsaaaaa.json": ["lamp", "||AB:BB|C"] });
    const reads = [];
    const reader = readerOf(index);
    await reader.open();
    reader.record = async (paper) => (reads.push(paper), { title: "", abstract: paper ? "A lamp" : "Lamps" });
    const excluded = await new PhraseReader(reader, withExcluded(takePhrases("-lamps"), MANIFEST).phrases).open();
    assert.deepEqual((await excluded.leave([0, 1, 2], 10)).papers, left);
    assert.equal(reads.length > 0, read > 0);
  });
}

test("phrases are clauses of Lunr's language, without stop words and the word that is typed", () => {
  const { phrases } = takePhrases('"chain of thought" -"no lamps" title:"a:b quays of li');
  assert.equal(clausesOf(phrases, new Set(["of"])), "+chain +thought +title:a\\:b +title:quays");
});

/** Return a reader of invented papers: every third has the phrase. */
async function reader(read) {
  const record = async (paper) => (read.push(paper), { title: paper % 3 ? "lamps and quays" : "quays and lamps", abstract: "" });
  return new PhraseReader({ record, papersOf: async () => [] }, takePhrases('"quays and lamps"').phrases).open();
}
const PAPERS = Array.from({ length: 1000 }, (_, paper) => paper);

test("texts are read until a screen is full, and not again", async () => {
  const read = [];
  const phrases = await reader(read);
  const first = await phrases.leave(PAPERS, 10);
  assert.deepEqual(first.papers.slice(0, 5), [0, 3, 6, 9, 12]);
  assert.deepEqual([first.atMost, first.complete, read.length], [true, true, 36]);
  await phrases.leave(PAPERS, 10);
  assert.equal(read.length, 36);
  assert.equal((await phrases.leave(PAPERS.slice(0, 30), 20)).atMost, false);
});

test("papers that were not read are left out if too many were read", async () => {
  const phrases = await reader([]);
  const { papers, atMost, complete } = await phrases.leave(PAPERS.filter((paper) => paper % 3), 10);
  assert.deepEqual([papers, atMost, complete], [[], false, false]);
});

test("a name is found though the texts lack it", async () => {
  const index = { record: async () => PAPER, papersOf: async (key) => (key === "ilse tarn" ? [7] : []) };
  const phrases = await new PhraseReader(index, takePhrases('"Ilse Tarn"').phrases).open();
  assert.deepEqual((await phrases.leave([6, 7], 10)).papers, [7]);
  const excluded = await new PhraseReader(index, takePhrases('-"Ilse Tarn"').phrases).open();
  assert.deepEqual((await excluded.leave([6, 7], 10)).papers, [6]);
});
