import assert from "node:assert/strict";
import test from "node:test";
import { distance, nearest, rank, reread } from "../../theme/static/js/search/rank/ranking.js";

const PLACES = Uint32Array.from({ length: 100 }, (_, paper) => paper);
const FIGURES = { papers: 100, averages: [5, 50], boosts: [3, 1], b: 0.75, k1: 1.2, places: PLACES };
const LENGTHS = [new Uint32Array(100).fill(5), new Uint32Array(100).fill(50)];
const NOBODY = { papers: [], counts: [] };

/** A term found in the titles and abstracts of papers, once each. */
function term(name, titles, abstracts, names = NOBODY) {
  const once = (papers) => (papers.length ? { papers, counts: papers.map(() => 1) } : null);
  const found = titles.length + abstracts.length;
  return { term: name, names, fields: [once(titles), once(abstracts)], found, rarity: Math.log(100 / (found + 1)) };
}
const slot = (exact, guesses = []) => ({ exact, guesses });
const order = (slots, lengths = LENGTHS) => rank(slots, lengths, FIGURES).papers;

test("papers with all words come before papers with fewer, and far fewer are left out", () => {
  const slots = [slot([term("a", [], [1, 2])]), slot([term("b", [], [1, 2, 3])]), slot([term("c", [], [1, 4])])];
  const ranked = rank(slots, LENGTHS, FIGURES);
  assert.deepEqual([ranked.papers, ranked.whole], [[1, 2], 1]);
});

test("papers with fewer words are left out once a screen is full", () => {
  const many = Array.from({ length: 12 }, (_, i) => i);
  const slots = [slot([term("a", [], [...many, 50])]), slot([term("b", [], many)])];
  assert.ok(!order(slots).includes(50));
});

test("a title of exactly the words beats a paper that says them more often", () => {
  const lengths = [Uint32Array.from(LENGTHS[0]), LENGTHS[1]];
  lengths[0][7] = 2;
  const slots = [slot([term("a", [7, 9], [9])]), slot([term("b", [7, 9], [9])])];
  assert.deepEqual(order(slots, lengths), [7, 9]);
});

test("a name of exactly the words beats titles with more, and a longer name does not", () => {
  const named = term("a", [1, 2, 3], [2, 3], { papers: [1, 3], counts: [1, 2] });
  assert.equal(order([slot([named])])[0], 1);
});

test("all words in the title go before words here and there", () => {
  const slots = [slot([term("a", [1], [2])]), slot([term("b", [1, 2], [2])])];
  assert.deepEqual(order(slots), [1, 2]);
});

test("a word that weighs nothing, as nearly all papers have it, leaves the order to the day", () => {
  assert.deepEqual(order([slot([{ ...term("a", [2, 3], [2]), rarity: 0 }])]), [3, 2]);
});

test("of titles with all words the shortest goes first", () => {
  const lengths = [Uint32Array.from(LENGTHS[0]), LENGTHS[1]];
  lengths[0][2] = 4;
  assert.deepEqual(order([slot([term("a", [1, 2, 3], [1, 3])])], lengths), [2, 3, 1]);
});

test("a guess counts less than the word", () => {
  assert.deepEqual(order([slot([term("word", [], [1])], [term("wordy", [], [2])])]), [1, 2]);
});

test("many rare guesses are as common as they are together", () => {
  const rare = Array.from({ length: 20 }, (_, i) => term(`rare${i}`, [], [20 + i]));
  assert.deepEqual(order([slot([term("common", [], [1, 2, 3])], rare)]).slice(0, 3), [3, 2, 1]);
});

test("equal papers: the newer first", () => {
  assert.deepEqual(order([slot([term("a", [], [3, 8, 5])])]), [8, 5, 3]);
  const places = PLACES.with(3, 99);
  assert.deepEqual(rank([slot([term("a", [], [3, 8, 5])])], LENGTHS, { ...FIGURES, places }).papers, [3, 8, 5]);
});

test("the first screen goes by the words as typed, then by their order in the title", () => {
  const screen = [
    { paper: 1, tier: 2, title: ["engaging", "robots"], rest: "" },
    { paper: 2, tier: 2, title: ["engages", "robots"], rest: "" },
    { paper: 3, tier: 2, title: ["robots", "engages"], rest: "" },
    { paper: 4, tier: 9, title: [], rest: "" },
  ];
  assert.deepEqual(reread(["engages", "robots"], false, screen), [4, 2, 3, 1]);
  assert.deepEqual(reread(["engages", "rob"], true, screen)[1], 2);
});

test("a word is mentioned where nothing of another is on either side of it", () => {
  const found = (words, unfinished, ...rest) =>
    reread(words, unfinished, rest.map((rest, paper) => ({ paper, tier: 1, title: [], rest })))[0];
  assert.equal(found(["net"], false, "a network", "the subnet", "neural nets", "(net)"), 3);
  assert.equal(found(["net"], true, "the subnet", "a network"), 1);
  assert.equal(found(["net"], false, "networks", "networks of a net"), 1);
});

for (const [a, b, apart] of [["model", "model", 0], ["modle", "model", 1], ["mdel", "model", 1], ["moddel", "model", 1], ["mobel", "model", 1], ["abc", "cba", 2], ["", "ab", 2]]) {
  test(`${a} and ${b} are ${apart} apart`, () => assert.equal(distance(a, b, 3), apart));
}

test("a distance beyond the limit is the limit and one", () => assert.equal(distance("aaaaaa", "zzzzzz", 2), 3));

test("the nearest words only, those with the right first letter first", () => {
  const known = ["kodel", "model", "modem", "moders"].map((word) => [word, word]);
  assert.deepEqual(nearest("modek", known), ["model", "modem"]);
  assert.deepEqual(nearest("xy", [["xyz", "xyz"]]), []);
});
