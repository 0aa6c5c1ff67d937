import assert from "node:assert/strict";
import test from "node:test";
import { acronymOf, asReason, meaningOf, reasonsFor } from "../../theme/static/js/search/rank/acronyms.js";

const counted = (found) => Object.entries(found).map(([term, count]) => ({ term, found: count }));

for (const [found, papers, meaning] of [
  [{ moq__is_mixture_of_quay_: 2 }, 100, "mixture of quay"],
  [{ moq__is_mixture_of_quay_: 1 }, 100, ""],
  [{ moq__is_mixture_of_quay_: 2, moq__is_mixtures_of_quay_: 3 }, 100, "mixtures of quay"],
  [{ moq__is_mixture_of_quay_: 2, moq__is_map_of_quay_: 3, moq__is_moment_of_quiet_: 2 }, 100, ""],
  [{ moq__is_mixture_of_quay_: 6 }, 100, ""],
  [{ moqs_is_mixture_of_quay_: 3, moq__n_: 3 }, 100, ""],
]) {
  test(`${JSON.stringify(found)} means “${meaning}”`, () => {
    assert.equal(meaningOf("moq", counted(found), papers).join(" "), meaning);
  });
}

for (const [words, short, length] of [
  ["mixture of quays in wood", "moq", 3],
  ["mixtures of quay", "moq", 3],
  ["mixture in quays", undefined, undefined],
  ["mixture", undefined, undefined],
]) {
  test(`the acronym of “${words}” is ${short}`, () => {
    const found = acronymOf(words.split(" "), counted({ mixtur_abbr_of_quay_moq_: 3, mixtur_abbr_of_salt_mos_: 1 }), 100);
    assert.deepEqual([found?.short, found?.length], [short, length]);
  });
}

const JOIN = { short: "moq", long: "mixture of quays" };
for (const [text, typed, reasons] of [
  ["A MoQ of stone", "long", ["MoQ = mixture of quays"]],
  ["A mixture of quays of stone", "short", ["moq = mixture of quays"]],
  ["A mixture of quays, a MoQ", "short", []],
  ["A mixture of quays, a MoQ", "long", []],
  ["Of stone", "long", []],
]) {
  test(`“${text}” is found by its ${typed} form for ${reasons[0] ?? "no reason"}`, () => {
    assert.deepEqual(reasonsFor(text, [{ ...JOIN, typed }]).map((join) => asReason(text, join)), reasons);
  });
}
