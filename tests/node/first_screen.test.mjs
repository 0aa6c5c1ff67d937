import assert from "node:assert/strict";
import test from "node:test";
import { rerank } from "../../theme/static/js/search/rank/first_screen.js";

/** Order titles, or `[title, abstract, day]`, for a query; a blank at its end says that its last word is finished. */
function order(query, texts, spellings) {
  const screen = texts.map((given, paper) => {
    const [title, abstract = "", day = "2025-01-01"] = [given].flat();
    return { paper, tier: 1, day, title: title.split(" "), abstract };
  });
  return rerank(query.trim().split(" "), !query.endsWith(" "), screen, spellings).map((paper) => [texts[paper]].flat()[0]);
}

test("papers are ordered by the words as typed, then by their order in the title, never across tiers", () => {
  const screen = [
    { paper: 1, tier: 2, title: ["engaging", "robots"], abstract: "" },
    { paper: 2, tier: 2, title: ["engages", "robots"], abstract: "" },
    { paper: 3, tier: 2, title: ["robots", "engages"], abstract: "" },
    { paper: 4, tier: 9, title: [], abstract: "" },
  ];
  assert.deepEqual(rerank(["engages", "robots"], false, screen), [4, 2, 3, 1]);
  assert.deepEqual(rerank(["engages", "rob"], true, screen)[1], 2);
});

for (const [what, query, first, second] of [
  ["a whole word goes before a longer one", "tidal model", "a tidal model", "tidal models"],
  ["a word may be joined in the title", "multi modal lamps ", "multimodal lamps", "multi modal lamp"],
  ["a word may be parted in the title", "multimodal lamps ", "multi modal lamps", "multimodal lamp"],
  ["many words may be one in the query", "chainoflocks ", "a chain of locks", "locks of a chain"],
  ["a word may have the other spelling", "modelling quays ", "quays of modeling", "quays of models"],
  ["order is that after the word before", "quays of stone", "stonework and quays of stone", "stone of quays"],
]) {
  test(what, () => assert.deepEqual(order(query, [second, first]), [first, second]));
}

test("a year is found in papers of its days", () => {
  const [dated, written] = [["lamps at sea", "", "2024-05-01"], ["old lamps", "A lamp of 2024.", "2023-05-01"]];
  assert.deepEqual(order("lamps 2024", [dated, written]), ["lamps at sea", "old lamps"]);
});

test("a word that the archive lacks stands for its spelling", () => {
  const spellings = new Map([["lihgts", ["lights"]]]);
  assert.deepEqual(order("lihgts ", ["lighting", "lights"], spellings), ["lights", "lighting"]);
});

test("a word is found in an abstract only as a whole word, or as a prefix if unfinished", () => {
  const found = (query, ...abstracts) => Number(order(query, abstracts.map((abstract, at) => [`${at}`, abstract]))[0]);
  assert.equal(found("net ", "a network", "the subnet", "neural nets", "(net)"), 3);
  assert.equal(found("net", "the subnet", "a network"), 1);
  assert.equal(found("net ", "networks", "networks of a net"), 1);
});
