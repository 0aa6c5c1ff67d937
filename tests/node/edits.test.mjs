import assert from "node:assert/strict";
import test from "node:test";
import { withinEdits } from "../../theme/static/js/search/lunr/edits.js";
import { wildcard } from "../../theme/static/js/search/lunr/terms.js";
import { lunr, pick, random } from "./oracle.mjs";

test("wildcards and edits match the terms that lunr.js matches", () => {
  const next = random(11);
  const letters = "ab1c";
  const some = () => Array.from({ length: 1 + Math.floor(next() * 6) }, () => pick(next, letters)).join("");
  const terms = [...new Set(Array.from({ length: 900 }, some))].sort();
  const set = lunr.TokenSet.fromArray(terms);
  const meant = (other) => set.intersect(other).toArray().sort();
  for (let i = 0; i < 1500; i++) {
    const word = some();
    const at = Math.floor(next() * word.length);
    const starred = word.slice(0, at) + "*" + word.slice(at + (next() < 0.5 ? 1 : 0));
    assert.deepEqual(terms.filter(wildcard(starred)), meant(lunr.TokenSet.fromString(starred)), starred);
    const edits = Math.floor(next() * 4);
    const fuzzy = next() < 0.2 ? starred : word;
    assert.deepEqual(withinEdits(terms, fuzzy, edits).terms, meant(lunr.TokenSet.fromFuzzyString(fuzzy, edits)), `${fuzzy}~${edits}`);
  }
});

// hazard 24
test("edits of long terms stop at a bound on work", () => {
  const next = random(5);
  const letters = () => Array.from({ length: 12 }, () => pick(next, "abcdefghijklmnop")).join("");
  const terms = Array.from({ length: 2000 }, letters).sort();
  assert.equal(withinEdits(terms, "abcdefghijkl", 6).complete, true);
  assert.equal(withinEdits(terms, "abcdefghijkl", 6, 10000).complete, false);
});
