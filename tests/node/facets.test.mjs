import assert from "node:assert/strict";
import test from "node:test";
import { countFacets, filterPapers, findTopic } from "../../theme/static/js/search/rank/facets.js";
import { madeIndex, readerOf, vlq } from "./made_index.mjs";

/** Six papers on four days, three topics in two files, and an author of three papers. */
async function reader(requested = []) {
  const months = [["2024-12", 2, "BBCB"], ["2025-01", 3, "BCCB"], ["2025-02", 1, "BB"]];
  const files = madeIndex(["a", "b", "c", "d", "e", "f"], {
    topics: "listaaaaaa", lookups: { name: "keysaaaaaa", files: 1 },
  });
  files["days/daysaaaaaa.json"].months = months;
  files["topics/listaaaaaa.json"] = {
    topics: [["Lamp oil", 0, "LO"], ["C++", "c-2"], ["Wicks", 0]], first: [0, 2], names: "topicsaaaatopicsbbbb",
  };
  // The papers of each topic as gaps: 0 to 3, 1 and 5, 4.
  files["topics/topicsaaaa.json"] = ["ABBB", "BE"];
  files["topics/topicsbbbb.json"] = ["E"];
  files["lookups/keysaaaaaa/0.json"] = ["bo tarn", vlq(1) + vlq(2) + vlq(2)];
  const index = readerOf(files, requested);
  await index.open();
  return index;
}

const ALL = [0, 1, 2, 3, 4, 5];
const filter = (kind, value) => (kind.startsWith("-") ? { kind: kind.slice(1), value, not: true } : { kind, value, not: false });

for (const [filters, left] of [
  [[], ALL],
  [[["topic", "lamp-oil"]], [0, 1, 2, 3]],
  [[["topic", "lamp-oil"], ["topic", "c-2"]], [1]],
  [[["-topic", "lamp-oil"]], [4, 5]],
  [[["topic", "lamp oil"], ["-topic", "c-2"]], [0, 2, 3]],
  [[["topic", "soot"]], []],
  [[["-topic", "soot"]], ALL],
  [[["author", "Bo Tarn"]], [1, 3, 5]],
  [[["author", "Bo Tarn"], ["-topic", "lamp-oil"]], [5]],
  [[["year", "2024"]], [0, 1]],
  [[["year", "2024"], ["year", "2025"]], ALL],
  [[["year", "2024"], ["year", "2025"], ["month", "2025-02"]], [0, 1, 5]],
  [[["-year", "2024"], ["-month", "2025-02"]], [2, 3, 4]],
]) {
  test(`${JSON.stringify(filters)} leaves ${left}`, async () => {
    assert.deepEqual(await filterPapers(await reader(), ALL, filters.map((each) => filter(...each))), left);
  });
}

test("months count what they would leave instead, topics what they would leave as well", async () => {
  const filters = [filter("year", "2025"), filter("topic", "lamp-oil")];
  const { months, topics } = await countFacets(await reader(), ALL, filters, true);
  assert.deepEqual(months, [["2025-02", 0], ["2025-01", 2], ["2024-12", 2]]);
  assert.deepEqual(topics.map(([{ slug }, count]) => [slug, count]), [["lamp-oil", 2]]);
});

test("no file of topics is fetched for months alone", async () => {
  const requested = [];
  assert.equal((await countFacets(await reader(requested), ALL, [], false)).topics, null);
  assert.deepEqual(requested, ["index.json", "days/daysaaaaaa.json"]);
});

test("a topic is found by slug, name and acronym, however it is written", async () => {
  const topics = await (await reader()).topics();
  for (const text of ["lamp-oil", "LAMP OIL", "lo"]) assert.equal(findTopic(topics, text)?.name, "Lamp oil");
  assert.equal(findTopic(topics, "C"), findTopic(topics, "c-2"));
  for (const text of ["", "-", "lamp"]) assert.equal(findTopic(topics, text), undefined);
});
