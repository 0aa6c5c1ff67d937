import assert from "node:assert/strict";
import test from "node:test";
import { citationOf, citationsAt } from "../../theme/static/js/cite/citations.js";
import { actionOf, decide, EMPTY, firstUndecided, sessionOf, withSession } from "../../theme/static/js/triage/session.js";

test("a paper is kept, skipped, or neither", () => {
  const kept = decide(EMPTY, "2025/a", "kept");
  assert.deepEqual(kept, { kept: ["2025/a"], skipped: [] });
  const skipped = decide(kept, "2025/a", "skipped");
  assert.deepEqual(skipped, { kept: [], skipped: ["2025/a"] });
  assert.deepEqual(decide(skipped, "2025/a", ""), EMPTY);
  assert.deepEqual(EMPTY, { kept: [], skipped: [] });
});

test("a day goes on at the first paper without a decision, also when it grew", () => {
  const session = decide(decide(EMPTY, "a", "kept"), "c", "skipped");
  assert.equal(firstUndecided(session, ["a", "b", "c"]), 1);
  assert.equal(firstUndecided(session, ["a", "c", "d"]), 2);
  assert.equal(firstUndecided(session, ["a", "c"]), 2);
});

test("the days that were changed last are stored", () => {
  const day = (number) => `2025-03-${String(number).padStart(2, "0")}`;
  let sessions = {};
  for (let number = 1; number <= 30; number += 1) sessions = withSession(sessions, day(number), EMPTY);
  sessions = withSession(sessions, day(1), { kept: ["a"], skipped: [] });
  sessions = withSession(sessions, day(31), EMPTY);
  assert.equal(Object.keys(sessions).length, 30);
  assert.deepEqual(sessionOf(sessions, day(1)), { kept: ["a"], skipped: [] });
  assert.equal(sessions[day(2)], undefined);
});

test("damaged sessions are empty", () => {
  for (const sessions of [null, 3, "x", {}, { d: null }, { d: { kept: 1 } }, { d: { kept: [] } }]) {
    assert.deepEqual(sessionOf(sessions, "d"), EMPTY);
  }
});

test("keys alone act, and not while they are held down", () => {
  const plain = (key) => actionOf({ key });
  assert.deepEqual(["j", "ArrowRight", "k", "ArrowLeft", "o", "s"].map(plain), ["skip", "skip", "back", "back", "open", "keep"]);
  assert.deepEqual(["J", "Tab", "Enter", "constructor", "x"].map(plain), Array(5).fill(undefined));
  for (const held of ["ctrlKey", "metaKey", "altKey", "shiftKey", "repeat"]) {
    assert.equal(actionOf({ key: "s", [held]: true }), undefined);
  }
});

const BIB = ["@misc{a,\n  title = {{One @misc}}\n}\n", "@misc{b,\n  title = {{Two}}\n}\n", "@misc{c,\n  url = {x}\n}\n"];
const RIS = ["TY  - GEN\r\nID  - a\r\nER  - \r\n", "TY  - GEN\r\nID  - b\r\nER  - \r\n"];

const JSON_FILE = '[\n{"id":"a"},\n{"id":"b"}\n]\n';

test("citations are taken out of a day's file", () => {
  assert.equal(citationsAt(BIB.join("\n"), "bib", [2, 0]), [BIB[0], BIB[2]].join("\n"));
  assert.equal(citationsAt(BIB.join("\n"), "bib", [1]), BIB[1]);
  assert.equal(citationsAt(RIS.join("\r\n"), "ris", [1]), RIS[1]);
  assert.equal(citationsAt(JSON_FILE, "json", [1]), '[\n{"id":"b"}\n]\n');
  assert.equal(citationOf(BIB.join("\n"), "bib", "b"), BIB[1]);
  assert.equal(citationOf(RIS.join("\r\n"), "ris", "a"), RIS[0]);
  assert.equal(citationOf(JSON_FILE, "json", "a"), '[\n{"id":"a"}\n]\n');
});
