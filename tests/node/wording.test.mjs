import assert from "node:assert/strict";
import test from "node:test";
import { inOwnSigns } from "../../theme/static/js/search/rank/wording.js";

for (const [typed, asked] of [
  ["papers about tides", "tides"],
  ["the best papers on tides and quays", "tides and quays"],
  ["Papers by Ilse Tarn", "Ilse Tarn"],
  ["papers with code", "papers with code"],
  ["papers", "papers"],
  ["papers about ", "papers about "],
  ["a paper about tides", "a paper about tides"],
  ["title: tides", "title:tides"],
  ["Author: Ilse Tarn", "author:Ilse Tarn"],
  ["Title:tides", "title:tides"],
  ["tides -TITLE:quays", "tides -title:quays"],
  ["ti:tides", "title:tides"],
  ['au:"Ilse Tarn"', 'author:"Ilse Tarn"'],
  ["abs:tides cat:cs.CL", "abstract:tides tag:cs.CL"],
  ["multi:tides", "multi:tides"],
  ["Abstract: We show that tides come and go", "Abstract: We show that tides come and go"],
  ["Tides: a survey", "Tides: a survey"],
  ["tides NOT quays", "tides -quays"],
  ["tides AND NOT quays", "tides -quays"],
  ['tides NOT "old quays"', 'tides -"old quays"'],
  ["tides AND quays", "tides quays"],
  ["tides OR quays", "tides^1 quays"],
  ['"old tides" OR "old quays"', '"old tides" "old quays"'],
  ["TIDES AND QUAYS", "TIDES AND QUAYS"],
  ["NOT tides", "NOT tides"],
  ["Higher Tides are NOT Warmer Tides of Quays", "Higher Tides are NOT Warmer Tides of Quays"],
  ["tides and quays or not", "tides and quays or not"],
  ["tides ", "tides "],
]) {
  test(`${JSON.stringify(typed)} is ${JSON.stringify(asked)}`, () => assert.equal(inOwnSigns(typed), asked));
}
