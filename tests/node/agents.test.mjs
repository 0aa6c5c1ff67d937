import assert from "node:assert/strict";
import test from "node:test";

globalThis.document = { documentElement: { dataset: { root: "./" } }, baseURI: "http://127.0.0.1/repo/" };
const { searchTool } = await import("../../theme/static/js/search/ui/agents.js");

const result = (number) => ({
  title: [["Lamp ", true], [`${number}`, false]], authors: [["Ilse Tarn", false]], day: "2025-01-01", href: `papers/${number}/`,
});

/** Answers with 25 papers, ten at a time. */
async function search({ from = 0, text }) {
  assert.equal(text, "lamp");
  const numbers = Array.from({ length: 25 }, (_, number) => number);
  return { total: 25, results: numbers.slice(from, from + 10).map(result) };
}

test("an agent gets as many papers as it asks for, within bounds", async () => {
  const tool = searchTool(search, "http://127.0.0.1/");
  const first = { title: "Lamp 0", authors: "Ilse Tarn", date: "2025-01-01", url: "http://127.0.0.1/papers/0/" };
  assert.deepEqual(await tool.execute({ query: "lamp", limit: 1 }), { total: 25, papers: [first] });
  for (const [limit, count] of [[undefined, 10], [25, 25], [12, 12], [1e9, 25], [-3, 1], [Number.NaN, 1]]) {
    assert.equal((await tool.execute({ query: "lamp", limit })).papers.length, count);
  }
  assert.deepEqual(tool.inputSchema.required, ["query"]);
});
