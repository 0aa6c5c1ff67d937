import assert from "node:assert/strict";
import test from "node:test";
import { begunIn, takeConditions } from "../../theme/static/js/search/rank/conditions.js";

const MANIFEST = { fields: ["title", "abstract", "authors", "tags"], stopWords: new Set(["the"]) };

for (const [text, conditions, words] of [
  ["title:tides authors:tarn", "+title:tides +authors:tarn", "tides "],
  ["authors:tarn title:tides", "+authors:tarn +title:tides", "tides"],
  ["quays authors:tarn", "+authors:tarn", "quays "],
  ["authors:tarn quays", "+authors:tarn", "quays"],
  ["quays title:tides lamps", "+title:tides", "quays tides lamps"],
  ["tides -quays", "-quays", "tides "],
  ["tides -title:quays", "-title:quays", "tides "],
  ["tides -pre-tidal", "-pretidal", "tides "],
  ["title:pre-tidal", "+title:pre +title:tidal", "pre-tidal"],
  ["title:the lamps", "", "the lamps"],
  ["-quays", "-quays", ""],
  ["tide* quays", "", "tide* quays"],
  ["t*de quays", "+t*de", "quays"],
  ["title:tide*", "+title:tide*", "tide*"],
  ["authors:tarn:ilse", "+authors:tarn\\:ilse", ""],
]) {
  test(`the conditions of ‘${text}’`, () => assert.deepEqual(takeConditions(text, MANIFEST), { conditions, words }));
}

for (const text of ["tides quays", "Tides: a survey", "+tides -quays", "tides~1 -quays", "title:tides^2", "*", "tides * quays", "pre-tidal"]) {
  test(`‘${text}’ has no conditions of this kind`, () => assert.equal(takeConditions(text, MANIFEST), null));
}

test("beginnings of words are those with a star behind them", () => {
  assert.deepEqual([...begunIn("Tide* qu*y *lamp a* 水門*")], ["tide", "水門"]);
});
