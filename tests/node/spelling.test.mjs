import assert from "node:assert/strict";
import test from "node:test";
import { distance, isSlip, mayBeNear, nearest } from "../../theme/static/js/search/rank/spelling.js";
import { Engine } from "../../theme/static/js/search/worker/engine.js";
import { madeIndex, readerOf, vlq } from "./made_index.mjs";

for (const [a, b, edits] of [["model", "model", 0], ["modle", "model", 1], ["mdel", "model", 1], ["moddel", "model", 1], ["mobel", "model", 1], ["abc", "cba", 2], ["", "ab", 2]]) {
  test(`“${a}” and “${b}”: ${edits} edits`, () => assert.equal(distance(a, b, 3), edits));
}

test("a distance beyond the limit is the limit plus one", () => assert.equal(distance("aaaaaa", "zzzzzz", 2), 3));

for (const [word, slip] of [["mdel", true], ["moddel", true], ["mdoel", true], ["mobel", false], ["moxdel", false]]) {
  test(`“${word}” is ${slip ? "a" : "no"} slip of “model”`, () => assert.equal(isSlip(word, "model"), slip));
}

test("only the nearest words are returned, those with the right first letter first, then slips", () => {
  const known = ["kodel", "model", "modem", "moders"].map((word) => [word, word]);
  assert.deepEqual(nearest("modek", known), ["model", "modem"]);
  assert.deepEqual(nearest("modl", ["modal", "modi", "model"].map((word) => [word, word])), ["modal", "model", "modi"]);
  assert.deepEqual(nearest("xy", [["xyz", "xyz"]]), []);
});

/** Every text of up to so many of some letters. */
const textsOf = (letters, length) => (length ? ["", ...letters.flatMap((letter) => textsOf(letters, length - 1).map((rest) => letter + rest))] : [""]);

test("between two words is one near to a word if a distance says so", () => {
  const texts = [...new Set(textsOf(["'", "a", "b", "c"], 4))].sort();
  const bounds = texts.filter(({ length }) => length < 4).filter((_, at) => at % 7 === 0);
  let excluded = 0;
  for (const word of ["abc", "cab", "aabb"]) {
    for (const limit of [0, 1, 2]) {
      const near = texts.filter((text) => distance(word, text, limit) <= limit);
      for (const [at, from] of bounds.entries()) {
        for (const to of bounds.slice(at + 1)) {
          if (near.some((text) => text >= from && text < to)) assert.ok(mayBeNear(word, from, to, limit), `${word} ${from} ${to}`);
          else if (!mayBeNear(word, from, to, limit)) excluded++;
        }
      }
    }
  }
  assert.ok(excluded > 100);
  assert.equal(mayBeNear("lamps", "lcn", "lcz", 1), false);
});

test("one more letter may be wrong in a word of six letters or more if nothing nearer leads to a paper", async () => {
  const find = async (text, words = ["lantern", "lanyard"]) => (await new Engine(readerOf(madeIndex(words))).search({ text })).suggestion;
  assert.equal(await find("lamtarn "), "lantern");
  assert.equal(await find("lamtern "), "lantern");
  assert.equal(await find("lomtarn "), "");
  assert.equal(await find("lamps ", ["latch"]), "");
});

for (const [text, found, most] of [
  ["palpighi ", "malpighi", 35],
  ["maxvoio ", "marvolo", 9],
  ["marvolu malpighi ", "malpighi", 9],
  ["2030 ", "", 2],
]) {
  test(`in a large archive ‘${text}’ is looked for in at most ${most} files of words`, async () => {
    const words = [..."abcdefghijklmnopqrstuvwxyz"].flatMap((letter) => ["aro", "ero", "oro"].map((end) => `${letter}${end}mata`));
    words.splice(words.indexOf("maromata"), 0, "malpighi", "marvolo");
    words.unshift("2020");
    const manifest = { fields: ["title", "authors"], beside: [0, 1], boosts: [3, 1], averages: [1, 1], lengths: ["lengthsaaa", "lengthsaaa"] };
    const names = words.map((_, place) => `w${String(place).padStart(9, "0")}`);
    const index = madeIndex(words, { ...manifest, words: { first: words, names: names.join("") } });
    names.forEach((name, place) => (index[`words/${name}.json`] = `A${words[place]}`));
    const first = words.indexOf("malpighi");
    index["terms/termsaaaaa.json"][2 * first + 3] = `||${vlq(first)}${vlq(1)}:BB`; // "marvolo" is an author of both papers
    const requested = [];
    const { results } = await new Engine(readerOf(index, requested)).search({ text });
    assert.equal(results[0]?.href ?? "", found && `papers/${found}/`);
    assert.ok(requested.filter((path) => path.startsWith("words/")).length <= most);
  });
}

test("a word is parted into words that a paper has together", async () => {
  const files = madeIndex(["hade", "lamp", "lamps", "shade"]);
  files["terms/termsaaaaa.json"] = ["hade", "|A:C", "lamp", "|B:C", "shade", "|B:C"];
  const { results } = await new Engine(readerOf(files)).search({ text: "lampshade " });
  assert.deepEqual(results.map(({ href }) => href), ["papers/lamp/"]);
});

/** An index of words in three files, and the paths of the files that are read. */
function inThreeFiles(fields = {}, terms = null) {
  const words = ["baboon", "bedlam", "bethel", "bollard"];
  const files = madeIndex(words, { ...fields, words: { first: ["ba", "be", "bo"], names: "wordsaaaaawordsbbbbbwordsccccc" } });
  Object.assign(files, { "words/wordsaaaaa.json": "Ababoon", "words/wordsbbbbb.json": "AbedlamAbethel", "words/wordsccccc.json": "Abollard" });
  if (terms) files["terms/termsaaaaa.json"] = terms;
  const requested = [];
  return { engine: new Engine(readerOf(files, requested)), requested };
}

for (const [typed, found, files] of [
  ["babboon ", "baboon", ["words/wordsaaaaa.json"]],
  ["abboon ", "baboon", ["words/wordsaaaaa.json"]],
  ["bbllard ", "bollard", ["words/wordsaaaaa.json", "words/wordsbbbbb.json", "words/wordsccccc.json"]],
]) {
  test(`‘${typed}’ is looked for among words of its first two letters, then of its first`, async () => {
    const { engine, requested } = inThreeFiles();
    const { results } = await engine.search({ text: typed });
    assert.deepEqual(results.map(({ href }) => href), [`papers/${found}/`]);
    assert.deepEqual(requested.filter((path) => path.startsWith("words/")).sort(), files);
  });
}

for (const [typed, files] of [
  ["bollard bet", ["words/wordsbbbbb.json"]],
  ["bollard beth ", ["words/wordsaaaaa.json", "words/wordsbbbbb.json", "words/wordsccccc.json"]],
]) {
  test(`no title has all words of ‘${typed}’: its last is respelled only if it is not being typed`, async () => {
    const manifest = { fields: ["title", "abstract"], beside: [0, 1], boosts: [3, 1], averages: [1, 1], lengths: ["lengthsaaa", "lengthsaaa"] };
    const { engine, requested } = inThreeFiles(manifest, ["baboon", "|A:B", "bedlam", "|B:B", "bethel", "|C:B|D:B", "bollard", "|D:B"]);
    await engine.search({ text: typed });
    assert.deepEqual(requested.filter((path) => path.startsWith("words/")).sort(), files);
  });
}
