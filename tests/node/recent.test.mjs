import assert from "node:assert/strict";
import test from "node:test";

await import("../../theme/static/js/site/words.js"); // before there is a document, whose language it would ask
globalThis.document = { documentElement: { dataset: { root: "./" } }, baseURI: "http://127.0.0.1/repo/" };
const { forgetQueries, parseQueries, recentQueries, rememberQuery, withQuery } = await import(
  "../../theme/static/js/search/ui/recent.js"
);

test("the last query comes first, and the same one once", () => {
  const queries = ["lamp", "Oil  cans", "lamp", "LAMP", " ", "wick ".repeat(99)].reduce(withQuery, []);
  assert.deepEqual(queries, ["LAMP", "Oil cans"]);
  assert.equal([..."abcdefghijkl"].reduce(withQuery, []).join(""), "lkjihgfe");
});

test("what is stored and is no list of queries is left", () => {
  for (const stored of [null, "", "{", "7", '{"0":"a"}']) assert.deepEqual(parseQueries(stored), []);
  assert.deepEqual(parseQueries('["a",1,null,"b"]'), ["a", "b"]);
});

test("queries are stored for the site, and forgotten", () => {
  const stored = new Map();
  globalThis.localStorage = {
    getItem: (key) => stored.get(key) ?? null,
    setItem: (key, value) => stored.set(key, value),
    removeItem: (key) => stored.delete(key),
  };
  rememberQuery("lamp");
  assert.deepEqual([...stored.keys()], ["daybook-queries /repo/"]);
  assert.deepEqual(recentQueries(), ["lamp"]);
  forgetQueries();
  assert.equal(stored.size, 0);
});

test("a browser that refuses to store anything has no queries, and no errors", () => {
  Object.defineProperty(globalThis, "localStorage", { get: () => assert.fail("refused"), configurable: true });
  rememberQuery("lamp");
  forgetQueries();
  assert.deepEqual(recentQueries(), []);
});
