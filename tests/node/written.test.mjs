import assert from "node:assert/strict";
import test from "node:test";
import { isWritten, namesIn, writtenTerms } from "../../theme/static/js/search/rank/written.js";

for (const [word, inTitles, asName] of [
  ["lamps", "lamp_s_", "lamp_s_n_"],
  ["training", "train_ing_", "train_ing_n_"],
  ["study", "studi_y_", "studi_y_n_"],
  ["aime", "aim_e_", "aim_e_n_"],
  ["lamp", "lamp__", "lamp__n_"],
]) {
  test(`the terms of “${word}” are those of the index`, () => {
    assert.deepEqual(writtenTerms(word), { inTitles, asName });
    assert.ok(isWritten(inTitles) && isWritten(asName) && !isWritten(word));
  });
}

test("names have two capitals", () => {
  assert.deepEqual([...namesIn("AIME (2024), LLaVA-next: Lamps of R1 iOS")], ["aime", "llava", "ios"]);
});

test("words that are all in capitals are no names, but one alone is, and acronyms", () => {
  assert.deepEqual([...namesIn("OIL OF FERRYMEN")], []);
  assert.deepEqual([...namesIn("EVER NERF")], ["ever", "nerf"]);
  assert.deepEqual([...namesIn("AIME 2024")], ["aime"]);
});
