import assert from "node:assert/strict";
import test from "node:test";
import { look, newPapers, newsLine } from "../../theme/static/js/site/visit.js";

const HOUR = 3_600_000;
const START = Date.UTC(2025, 2, 16, 12);
const OLD = { "2025-03-14": 9, "2025-03-15": 12 };
const NEW = { "2025-03-15": 14, "2025-03-17": 20 };

test("the first look marks nothing and remembers all", () => {
  const first = look(null, OLD, START);
  assert.deepEqual(first, { at: START, days: OLD, before: null });
  assert.deepEqual(newPapers(first.before, OLD), {});
});

test("a later visit finds new days and days that grew", () => {
  const seen = look(look(null, OLD, START), NEW, START + 24 * HOUR);
  assert.deepEqual(seen.before, { at: START, days: OLD });
  assert.deepEqual(newPapers(seen.before, NEW), { "2025-03-15": 2, "2025-03-17": 20 });
  assert.deepEqual(seen.days, { ...OLD, ...NEW });
});

test("a reload does not take the marks away, and the next visit does", () => {
  const second = look(look(null, OLD, START), NEW, START + 24 * HOUR);
  const reloaded = look(second, NEW, START + 24.9 * HOUR);
  assert.deepEqual(newPapers(reloaded.before, NEW), { "2025-03-15": 2, "2025-03-17": 20 });
  const third = look(reloaded, NEW, START + 26 * HOUR);
  assert.deepEqual(newPapers(third.before, NEW), {});
});

test("a clock that was set back begins another visit", () => {
  const seen = look(look(null, OLD, START), NEW, START - 24 * HOUR);
  assert.deepEqual(seen.before, { at: START, days: OLD });
});

test("days before the first that is remembered are known", () => {
  const found = newPapers({ at: START, days: OLD }, { "2024-01-01": 3, "2025-03-14": 9, "2025-03-16": 1 });
  assert.deepEqual(found, { "2025-03-16": 1 });
});

test("a month of days is remembered", () => {
  const many = Object.fromEntries(Array.from({ length: 300 }, (_, day) => [`2025-${1000 + day}`, 1]));
  const { days } = look(null, many, START);
  assert.deepEqual(Object.keys(days), Object.keys(many).slice(-31));
});

test("the line says how much is new since when", () => {
  const line = (found, now = START + 24 * HOUR) => newsLine({ at: START }, found, { a: 1, b: 2, ...NEW }, now);
  assert.equal(line({}), "");
  assert.equal(line({ a: 1 }), "New since 16 Mar: 1 paper on 1 day");
  assert.equal(line({ a: 1, b: 1200 }), "New since 16 Mar: 1,201 papers on 2 days");
  assert.equal(line({ a: 1, b: 1, ...NEW }), "New since 16 Mar: all days shown");
  assert.equal(line({ a: 2 }, START + 9000 * HOUR), "New since 16 Mar 2025: 2 papers on 1 day");
});
