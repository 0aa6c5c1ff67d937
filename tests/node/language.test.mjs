import assert from "node:assert/strict";
import test from "node:test";
import { isLanguage, parse, PROHIBITED, QueryError, REQUIRED } from "../../theme/static/js/search/lunr/language.js";
import { lunr, pick, random } from "./oracle.mjs";

const FIELDS = ["title", "abstract", "authors", "tags", "notes"];

function oracle(text) {
  const query = new lunr.Query(FIELDS);
  try {
    new lunr.QueryParser(text, query).parse();
  } catch (error) {
    if (error instanceof lunr.QueryParseError) return null;
    throw error;
  }
  return query.clauses.map((clause) => [
    clause.term,
    clause.fields.map((field) => FIELDS.indexOf(field)),
    clause.boost,
    clause.usePipeline,
    clause.presence,
    clause.editDistance ?? -1,
  ]);
}

function ours(text) {
  try {
    return parse(text, FIELDS).map(({ term, fields, boost, stemmed, presence, distance }) => [term, fields, boost, stemmed, presence, distance]);
  } catch (error) {
    if (error instanceof QueryError) return null;
    throw error;
  }
}

test("a pasted sentence is in no language, whatever signs it has", () => {
  const sentence = "On quays the tide gains +4.3 points, and A* up to 12 * 7 locks more";
  assert.equal(isLanguage(sentence, FIELDS), false);
  assert.equal(isLanguage(sentence.split(" ").slice(0, 7).join(" "), FIELDS), true);
});

test("random texts are parsed, or refused, as lunr.js does", () => {
  const next = random(3);
  const pieces = ["a", "Bc", "title", "notes", ":", "~", "^", "+", "-", " ", "\t", "*", "\\", "1", "23", "é", "\u00a0"];
  let read = 0;
  for (let i = 0; i < 60000; i++) {
    const text = Array.from({ length: Math.floor(next() * 10) }, () => pick(next, pieces)).join("");
    const expected = oracle(text);
    assert.deepEqual(ours(text), expected, JSON.stringify(text));
    if (expected?.length) read++;
  }
  assert.ok(read > 10000);
});

test("each sign is parsed", () => {
  const [must, not] = parse("+Agent -title:robot~2^3", FIELDS);
  assert.deepEqual([must.term, must.presence], ["agent", REQUIRED]);
  assert.deepEqual([not.term, not.presence, not.fields, not.distance, not.boost], ["robot", PROHIBITED, [0], 2, 3]);
});

for (const [text, expected] of [
  ["plain words", false],
  ["MaTVLM: Hybrid Mamba-Transformer", false],
  ["title: subtitle", false],
  ["a title - and more", false],
  ["10^{-3.5} and ~5", false],
  ["C++ or x~y", false],
  ["\\mathcal{X}", false],
  ["title:survey", true],
  ["graph -robot", true],
  ["+graph", true],
  ["quant*", true],
  ["transfromer~1", true],
  ["image^3 text", true],
  ["foo\\:bar", true],
  ["foo:bar", false],
]) {
  test(`${text} is ${expected ? "" : "not "}Lunr's language`, () => assert.equal(isLanguage(text, FIELDS), expected));
}
