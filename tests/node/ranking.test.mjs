import assert from "node:assert/strict";
import test from "node:test";
import { rank } from "../../theme/static/js/search/rank/ranking.js";

const STATISTICS = { papers: 100, averages: [5, 50], boosts: [3, 1], b: 0.75, k1: 1.2 };
const LENGTHS = [new Uint32Array(100).fill(5), new Uint32Array(100).fill(50)];
const NOBODY = { papers: [], counts: [] };

/** A term found in the titles and abstracts of papers, once each. */
function term(name, titles, abstracts, names = NOBODY) {
  const once = (papers) => (papers.length ? { papers, counts: papers.map(() => 1) } : null);
  const found = titles.length + abstracts.length;
  return { term: name, names, fields: [once(titles), once(abstracts)], found, idf: Math.log(100 / (found + 1)) };
}
/** A word of a query; all titles with its terms have its letters, or those given. */
function word(exact, guesses = [], typed = exact.flatMap(({ fields }) => fields[0]?.papers ?? []), joined = []) {
  return { exact, guesses, typed: new Set(typed), joined: new Set(joined) };
}
const order = (words, lengths = LENGTHS) => rank(words, lengths, STATISTICS).papers;

test("papers with less than half of the words are left out", () => {
  const words = [word([term("a", [], [1, 2])]), word([term("b", [], [1, 2, 3])]), word([term("c", [], [1, 4])])];
  const ranked = rank(words, LENGTHS, STATISTICS);
  assert.deepEqual([ranked.papers, ranked.withAllWords], [[1, 2], 1]);
});

test("papers with fewer words are left out if papers with all words fill a screen", () => {
  const many = Array.from({ length: 12 }, (_, i) => i);
  const words = [word([term("a", [], [...many, 50])]), word([term("b", [], many)])];
  assert.ok(!order(words).includes(50));
});

test("a title of exactly the words beats a paper that says them more often", () => {
  const lengths = [Uint32Array.from(LENGTHS[0]), LENGTHS[1]];
  lengths[0][7] = 2;
  const words = [word([term("a", [7, 9], [9])]), word([term("b", [7, 9], [9])])];
  assert.deepEqual(order(words, lengths), [7, 9]);
});

test("a name of exactly the words beats titles with more, and a longer name does not", () => {
  const named = term("a", [1, 2, 3], [2, 3], { papers: [1, 3], counts: [1, 2] });
  assert.equal(order([word([named])])[0], 1);
});

test("a name with the spelling of a word that the archive lacks beats longer names", () => {
  const named = term("a", [1, 2, 3], [2, 3], { papers: [1, 3], counts: [1, 2] });
  assert.equal(order([word([], [named], [1, 2, 3])])[0], 1);
  assert.equal(order([word([term("b", [], [4])], [named], [1, 2, 3])])[0], 3);
});

test("all words in the title go before words here and there", () => {
  const words = [word([term("a", [1], [2])]), word([term("b", [1, 2], [2])])];
  assert.deepEqual(order(words), [1, 2]);
});

test("papers with only a word of no weight are ordered by day", () => {
  assert.deepEqual(order([word([{ ...term("a", [2, 3], [2]), idf: 0 }])]), [3, 2]);
});

test("the shortest title with all words comes first", () => {
  const lengths = [Uint32Array.from(LENGTHS[0]), LENGTHS[1]];
  lengths[0][2] = 4;
  assert.deepEqual(order([word([term("a", [1, 2, 3], [1, 3])])], lengths), [2, 3, 1]);
});

test("a guess counts less than the word", () => {
  assert.deepEqual(order([word([term("word", [], [1])], [term("wordy", [], [2])])]), [1, 2]);
});

test("many rare guesses for a word count as one common word", () => {
  const rare = Array.from({ length: 20 }, (_, i) => term(`rare${i}`, [], [20 + i]));
  assert.deepEqual(order([word([term("common", [], [1, 2, 3])], rare)]).slice(0, 3), [3, 2, 1]);
});

test("of equal papers the newer comes first", () => {
  assert.deepEqual(order([word([term("a", [], [3, 8, 5])])]), [8, 5, 3]);
});

test("a title and a name of exactly the words have their letters, not only their stems", () => {
  const lengths = [Uint32Array.from(LENGTHS[0]), LENGTHS[1]];
  lengths[0][1] = 1;
  const lift = term("lift", [1, 2, 3], [], { papers: [2], counts: [1] });
  assert.deepEqual(order([word([lift], [], [3])], lengths), [3, 1, 2]);
  assert.deepEqual(order([word([lift], [], [2, 3])], lengths), [2, 3, 1]);
});

test("titles with the letters of words come first, then those that have them as the query parts or joins them", () => {
  const multi = term("multi", [1, 2, 3, 4], []);
  assert.deepEqual(order([word([multi], [], [1], [2, 4])]), [1, 4, 2, 3]);
});

test("of five words that no paper has all of, those of an abstract count like those of a title with fewer", () => {
  const abstracts = Array.from({ length: 6 }, (_, i) => 60 + i);
  const [common, often] = [word([term("common", [1, 3], abstracts)]), word([term("often", [], [1, 2, 3])])];
  const [rare, other] = [word([term("rare", [], [2, 6])]), word([term("other", [1], [5])])];
  assert.equal(order([common, other, rare, often, word([term("another", [], [2, 7])])])[0], 2);
  // With most of the words in its title, a paper is the one meant.
  assert.equal(order([common, other, word([term("third", [1], [2])]), often, word([term("fourth", [1], [2])])])[0], 1);
});

test("for one word, alone or with a year, titles of which it tells the most come before shorter ones", () => {
  const lengths = [Uint32Array.from(LENGTHS[0]), LENGTHS[1]];
  lengths[0][1] = 2;
  const [lamp, quay] = [{ ...term("lamp", [1, 2, 3], []), telling: [2] }, term("quay", [1, 2, 3], [])];
  const ofYear = { exact: [{ ...term("2025", [], [1, 2, 3]), isYear: true }], guesses: [], typed: new Set() };
  assert.deepEqual(order([word([lamp])], lengths), [2, 1, 3]);
  assert.deepEqual(order([word([lamp]), ofYear], lengths), [2, 1, 3]);
  assert.deepEqual(order([word([lamp]), word([quay])], lengths), [1, 3, 2]);
  const written = { ...word([{ ...lamp, telling: [] }]), inTitles: [{ ...term("lamp_s_", [], [1, 3]), telling: [3] }] };
  assert.deepEqual(order([written], lengths), [3, 1, 2]);
});

test("a name of another year comes after a longer one of the year, and before other papers", () => {
  const lamp = term("lamp", [1, 2, 3], [], { papers: [1], counts: [1] });
  const ofYear = { exact: [{ ...term("2025", [], [2]), isYear: true }], guesses: [], typed: new Set() };
  assert.deepEqual(order([word([lamp]), ofYear]), [2, 1, 3]);
});
