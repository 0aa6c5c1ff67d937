import assert from "node:assert/strict";
import test from "node:test";
import { IndexReader, Outdated } from "../../theme/static/js/search/index/index_reader.js";
import { Engine } from "../../theme/static/js/search/worker/engine.js";
import { loaderOf, madeIndex, readerOf, vlq } from "./made_index.mjs";

const open = (index, requested) => new Engine(readerOf(index, requested));
const refs = ({ results }) => results.map(({ href }) => href.split("/")[1]).sort();

for (const [text, found] of Object.entries({
  "qwen ": ["qwen", "qwen2", "qwen2.5"],
  "qwen2 ": ["qwen2", "qwen2.5"],
  "qwe ": ["qwen"],
  "qwe": ["qwen", "qwen2", "qwen2.5", "qwench"],
  "3 ": ["3", "3.5"],
})) {
  test(`“${text}” finds ${found.join(", ")}`, async () => {
    assert.deepEqual(refs(await open(madeIndex(["3", "3.5", "35", "qwen", "qwen2", "qwen2.5", "qwench"])).search({ text })), found);
  });
}

test("a prefetch fetches what the query needs, and of an unfinished word only what every ending needs", async () => {
  const requested = [];
  const index = madeIndex(["lamp", "lantern", "light"]);
  const [lamp, , ...others] = index["terms/termsaaaaa.json"];
  index["index.json"].terms = { first: ["lamp", "lantern"], names: "termsaaaaatermsbbbbb" };
  Object.assign(index, { "terms/termsaaaaa.json": [lamp, "|A"], "terms/termsbbbbb.json": others });
  const engine = open(index, requested);
  await engine.prefetch("lamp lan");
  assert.deepEqual(requested.splice(0), ["index.json", "terms/termsaaaaa.json"]);
  await engine.prefetch("lamp lantern");
  assert.deepEqual(requested.splice(0), ["terms/termsbbbbb.json"]);
  await engine.search({ text: "lamp lantern" });
  assert.deepEqual(requested, ["words/wordsaaaaa.json", "papers/recordsaaa/0.json"]);
});

test("a name of words that many papers have, but no title together, is also looked for in one", async () => {
  const [papers, all, other] = [15, "ABBBBBBBBBBB:BBBBBBBBBBBB", (paper) => `|${vlq(paper)}:B`];
  const index = madeIndex(["llm", "mask", "maskllm"], {
    ...{ papers, fields: ["title", "abstract"], beside: [0, 1], boosts: [3, 1], averages: [1, 2], lengths: ["lengthsaaa", "lengthsaaa"] },
    records: { perFile: papers, perFolder: papers, folders: "recordsaaa" },
  });
  index["terms/termsaaaaa.json"] = ["llm", `${other(12)}|${all}`, "mask", `${other(13)}|${all}`, "maskllm", other(14)];
  index["papers/recordsaaa/0.json"] = Array.from({ length: papers }, (_, paper) => [`2025/${paper}`, "Title", "2025-01-01"]);
  const { results, total } = await open(index).search({ text: "mask llm " });
  assert.equal(results[0].href, "papers/2025/14/");
  assert.equal(total, 13);
});

for (const [postings, parts] of [["|A:D", []], ["||A:D", ["terms/termsbbbbb.json"]]]) {
  test(`what a word joins is ${parts.length ? "looked for if no title has" : "not fetched if a title has"} all three words`, async () => {
    const requested = [];
    const index = madeIndex(["dataset", "lamp", "quay"], { fields: ["title", "abstract"], beside: [0, 1], boosts: [3, 1], averages: [1, 2] });
    index["index.json"].terms = { first: ["data", "dataset"], names: "termsbbbbbtermsaaaaa" };
    index["terms/termsbbbbb.json"] = ["data", "|B:D"];
    index["terms/termsaaaaa.json"] = ["dataset", postings, "lamp", "|A:D", "quay", "|AB:DD", "set", "|B:D"];
    await open(index, requested).search({ text: "dataset lamp quay " });
    assert.deepEqual(requested.filter((path) => path === "terms/termsbbbbb.json"), parts);
  });
}

for (const [name, first] of [["C", "quay"], ["", "lampsquay"]]) {
  test(`a title whose ${name ? "name" : "word"} is both words in one comes ${name ? "before" : "after"} titles with other forms of both`, async () => {
    const index = madeIndex(["lamp", "lampsquay", "quay"]);
    index["terms/termsaaaaa.json"] = ["lamp", "|AB:DD", "lampsquay", `${name}|C:D`, "quay", "|AB:DD"];
    const { results } = await open(index).search({ text: "lamps quay " });
    assert.equal(results[0].href, `papers/${first}/`);
  });
}

/** Make an index of eight papers that all have one word, in files of one paper each. */
function eight() {
  const papers = { papers: 8, records: { perFile: 1, perFolder: 128, folders: "recordsaaa" } };
  const index = madeIndex(["lamp"], papers);
  index["terms/termsaaaaa.json"] = ["lamp", "|ABBBBBBB:BBBBBBBB"];
  for (let paper = 0; paper < 8; paper++) index[`papers/recordsaaa/${paper}.json`] = [[`${paper}`, "lamp", "2025-01-01"]];
  return index;
}

test("the first results of the first screen are sent early, and the whole answer begins with them", async () => {
  const parts = [];
  const answer = await open(eight()).search({ text: "lamp" }, { onPart: (part) => parts.push(part) });
  assert.equal(parts.length, 1);
  assert.equal(parts[0].results.length, 6);
  assert.deepEqual({ ...answer, results: answer.results.slice(0, 6) }, parts[0]);
  assert.deepEqual(refs(answer), [..."01234567"]);
});

test("nothing is sent early if the screen is not longer, or is not the first", async () => {
  const parts = [];
  const onPart = (part) => parts.push(part);
  await open(madeIndex(["lamp", "light"])).search({ text: "lamp" }, { onPart });
  await open(eight()).search({ text: "lamp", from: 1 }, { onPart });
  assert.deepEqual(parts, []);
});

test("a request that becomes stale while its first results are fetched sends nothing", async () => {
  const [index, fetched] = [eight(), []];
  const load = loaderOf(index, (path) => path.startsWith("papers/") && fetched.push(path));
  const options = { onPart: () => assert.fail("sent"), isStale: () => fetched.length > 0 };
  assert.equal(await new Engine(new IndexReader(load)).search({ text: "lamp" }, options), null);
});

test("a request is answered from the new index if the old one is replaced between the two parts", async () => {
  const index = eight();
  const gone = "papers/recordsaaa/0.json";
  let [manifests, parts] = [0, 0];
  const load = loaderOf(index, (path) => {
    if (path === "index.json") manifests++;
    if (path === gone && manifests === 1) throw new Outdated(path);
  });
  const answer = await new Engine(new IndexReader(load)).search({ text: "lamp" }, { onPart: () => parts++ });
  assert.equal(parts, 2);
  assert.deepEqual(refs(answer), [..."01234567"]);
});

test("no terms are prefetched for a stop word, a query in Lunr's language, or no query", async () => {
  const requested = [];
  for (const text of ["", "the ", "title:lamp "]) await open(madeIndex(["lamp"]), requested).prefetch(text);
  assert.equal(requested.filter((path) => path.startsWith("terms/")).length, 0);
});

test("facets are counted for the last request only", async () => {
  const engine = open(madeIndex(["lamp", "light"]));
  await engine.search({ text: "lamp" });
  assert.deepEqual(await engine.facets({ text: "lamp" }, true), { months: [["2025-01", 1]], topics: [] });
  assert.equal(await engine.facets({ text: "light" }), null);
});

test("facets count what has the phrases, as far as texts were read", async () => {
  const index = eight();
  index["days/daysaaaaaa.json"].months = [["2025-01", 8, vlq(1) + vlq(8)]];
  for (const paper of [2, 5]) index[`papers/recordsaaa/${paper}.json`] = [[`${paper}`, "lamp lamp", "2025-01-01"]];
  const engine = open(index);
  const request = { text: '"lamp lamp"' };
  assert.equal((await engine.search(request)).total, 2);
  assert.deepEqual((await engine.facets(request)).months, [["2025-01", 2]]);
});
