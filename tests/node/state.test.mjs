import assert from "node:assert/strict";
import test from "node:test";
import { chosen, readState, toggle, writeState } from "../../theme/static/js/search/ui/state.js";

const filter = (kind, value, not = false) => ({ kind, value, not });

test("an address is read and written without loss", () => {
  const address = "?q=lamp+oil&topic=lamp-oil&topic=wicks&not-topic=soot&year=2025&month=2025-03&not-author=Ilse+Tarn&sort=newest";
  const state = readState(address);
  assert.deepEqual(state.filters.slice(1, 4), [filter("topic", "wicks"), filter("topic", "soot", true), filter("year", "2025")]);
  assert.equal(writeState(state), address);
  assert.equal(writeState({ text: " ", filters: [], sort: "" }), "");
});

test("of an address only what filters can be is taken", () => {
  const state = readState("?topic=&year=%22&year=20255&month=2025&sort=oldest&not-q=x&__proto__=y&topic=a&not-topic=a");
  assert.deepEqual(state, { text: "", filters: [filter("topic", "a")], sort: "" });
  assert.equal(readState(`?${"topic=a&".repeat(9)}${Array.from({ length: 99 }, (_, i) => `topic=${i}`).join("&")}`).filters.length, 40);
});

test("a filter is added, turned into its opposite and taken back; months go with their year", () => {
  const one = toggle([], filter("topic", "a"));
  const turned = toggle(one, filter("topic", "a", true));
  assert.deepEqual([chosen(one, "topic", "a"), chosen(turned, "topic", "a"), chosen([], "topic", "a")], [true, "not", false]);
  assert.deepEqual(toggle(turned, filter("topic", "a", true)), []);
  const times = [filter("year", "2025"), filter("month", "2025-03"), filter("month", "2024-01")];
  assert.deepEqual(toggle(times, filter("year", "2025")), [filter("month", "2024-01")]);
});
