/**
 * Compares the answers from shards with those of lunr.js from Lunr's own index: node parity.mjs SITE COUNT SEED.
 *
 * Both must find the same papers for random queries in Lunr's language. Scores may differ by rounding: Python rounds
 * weights to three decimals exactly and JavaScript after a multiplication, so a weight may differ by 0.001, and a score
 * by that for each term and field. In 99 of 100 queries the difference must be below 1e-9. Prints counts as JSON; exits
 * with 1 at the first other difference.
 */

import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { parse } from "../../theme/static/js/search/lunr/language.js";
import { query } from "../../theme/static/js/search/lunr/scores.js";
import { stem } from "../../theme/static/js/search/index/stemmer.js";
import { indexOnDisk } from "./index_on_disk.js";
import { lunr, pick, random } from "./oracle.mjs";

const [site, count, seed] = process.argv.slice(2);
const next = random(Number(seed));
const serialized = JSON.parse(await readFile(join(site, "search", "lunr.json"), "utf8"));
// What acronyms stand for is no word of the language.
const isWord = (term) => !/^[^_]+(?:_[^_]*_is|_abbr)_.+_$/.test(term);
serialized.invertedIndex = serialized.invertedIndex.filter(([term]) => isWord(term));
const stock = lunr.Index.load(serialized);
const index = indexOnDisk(site);
const { papers, fields } = await index.open();
const words = [...(await index.wordsFrom("")), ...(await index.writtenFrom(""))].filter(isWord);
const terms = Object.keys(stock.invertedIndex);

for (const word of words) assert.equal(stem(word), lunr.stemmer(new lunr.Token(word)).toString(), `stem of ${word}`);
assert.deepEqual([...new Set(words.map(stem))].sort(), [...terms].sort(), "the words give all terms and no others");
const refs = await Promise.all(Array.from({ length: papers }, async (_, paper) => (await index.record(paper)).ref));

function randomClause() {
  let text = pick(next, next() < 0.5 ? words : terms).replace(/[\\:~^*+\s-]/g, "") || "a";
  const middle = Math.floor(text.length / 2);
  const kind = next();
  if (kind < 0.12) text = text.slice(0, Math.max(1, middle)) + "*";
  else if (kind < 0.17) text = "*" + text.slice(middle);
  else if (kind < 0.22) text = text.slice(0, middle) + "*" + text.slice(middle + 1);
  else if (kind < 0.34) text += next() < 0.6 || text.length > 12 ? "~1" : "~2";
  if (next() < 0.15) text += `^${1 + Math.floor(next() * 5)}`;
  if (next() < 0.2) text = `${pick(next, fields)}:${text}`;
  const presence = next();
  return (presence < 0.15 ? "+" : presence < 0.28 ? "-" : "") + text;
}

let worst = 0;
let roundedApart = 0;
for (let i = 0; i < Number(count); i++) {
  const text = Array.from({ length: 1 + Math.floor(next() * 4) }, randomClause).join(" ");
  const expected = stock.search(text);
  const { scores, complete } = await query(index, parse(text, fields));
  assert.ok(complete, text);
  const found = new Map([...scores].map(([paper, score]) => [refs[paper], score]));
  assert.deepEqual([...found.keys()].sort(), expected.map(({ ref }) => ref).sort(), text);
  let apart = 0;
  for (const { ref, score } of expected) apart = Math.max(apart, Math.abs(score - found.get(ref)));
  assert.ok(apart <= 0.001 * 5 * fields.length * 4, `${text}: scores are ${apart} apart`);
  if (apart > 1e-9) roundedApart++;
  worst = Math.max(worst, apart);
}
assert.ok(roundedApart <= Number(count) / 100, `${roundedApart} queries rounded apart`);
console.log(JSON.stringify({ queries: Number(count), papers, words: words.length, terms: terms.length, worst, roundedApart }));
