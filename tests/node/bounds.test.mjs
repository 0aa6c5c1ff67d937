/** The work of any query is bounded: a shared link holds somebody else's query. */

import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import test from "node:test";
import { fileURLToPath } from "node:url";
import { Engine } from "../../theme/static/js/search/worker/engine.js";
import { MAX_STEPS, withinEdits } from "../../theme/static/js/search/lunr/edits.js";
import { madeIndex, readerOf, vlq } from "./made_index.mjs";
import { random } from "./oracle.mjs";

const PAPERS = 8_000;
const pick = random(6);
const letters = "abcdefghijklmnoprstuvwy";
const letter = () => letters[Math.floor(pick() * 23)];
const word = () => Array.from({ length: 4 + Math.floor(pick() * 8) }, letter).join("");
const words = [...new Set(Array.from({ length: PAPERS }, word))].sort();

/** Papers of one word each in the title, and some words that every third paper has. */
const index = madeIndex(words);
const everyThird = vlq(0) + "D".repeat(0.3 * PAPERS);
index["terms/termsaaaaa.json"] = words.flatMap((word, paper) => [word, `|${paper % 100 ? vlq(paper) : everyThird}`]);
const engine = new Engine(readerOf(index));

const QUERIES = {
  "a far edit": "a~99999",
  "many far edits": Array.from({ length: 80 }, (_, i) => `${words[i * 7]}~99999`).join(" "),
  "a long word and edits": "x".repeat(1900) + "~4",
  "nothing but a star": "*",
  "stars": "*".repeat(2000),
  "many stars": Array.from({ length: 64 }, (_, i) => `+${"*".repeat(i + 1)}`).join(" "),
  "deep wildcards": "*a".repeat(900) + "*",
  "many wildcards": Array.from({ length: 64 }, (_, i) => `+*${letters[i % 23]}*${letters[(i * 5) % 23]}*`).join(" "),
  "every letter": [...letters].map((letter) => `${letter}*`).join(" "),
  "a hundred kilobytes": "survey ".repeat(15_000),
  "a hundred kilobytes without a blank": "w".repeat(100_000),
  "thousands of words": Array.from({ length: 20_000 }, (_, i) => `w${i}`).join(" "),
  "carets": "a^99999999999999999999 " + "^".repeat(3000),
  "signs": "+ - * ~ ^ : \\ ".repeat(4000),
  "colons": "title:".repeat(3000),
  "a lone surrogate": "\ud83d*",
  "NUL": "\0".repeat(3000),
  "marks": "a" + "\u0301".repeat(50_000),
  "names of objects": "__proto__ constructor toString hasOwnProperty* __proto__~1",
  "wide letters": "ﷺ".repeat(30_000),
  "hyphens": "-".repeat(100_000),
};

const OWN = fileURLToPath(import.meta.url);
const SECONDS = 60;

if (process.argv[2] === "answer") {
  for (const [name, text] of Object.entries(QUERIES)) {
    console.log(name);
    const answer = await engine.search({ text });
    assert.ok(Array.isArray(answer.results) && Number.isInteger(answer.total));
    if (text.length > 2000) assert.ok(answer.truncated);
  }
  process.exit();
}

// hazard 24
test("every query is answered within a limit on processor time", () => {
  const words = ["-c", `ulimit -t ${SECONDS}; exec "$0" "$@"`, process.execPath, OWN, "answer"];
  const { status, stdout, stderr } = spawnSync("sh", words, { encoding: "utf8" });
  const names = stdout.trim().split("\n");
  assert.equal(status, 0, `${names.at(-1)}: ${stderr}`);
  assert.deepEqual(names, Object.keys(QUERIES));
});

// hazard 24
test("edits stop at the bound on work, and the result says so", () => {
  const { terms, complete } = withinEdits(words, "abcdefgh", 6, 50_000);
  assert.equal(complete, false);
  assert.ok(terms.length < words.length);
  assert.equal(withinEdits(words.slice(0, 50), "abcdefgh", 1, MAX_STEPS).complete, true);
});

test("an answer says that terms were left out", async () => {
  const answer = await engine.search({ text: QUERIES["many far edits"] });
  assert.equal(answer.complete, false);
});

test("an unknown word looks through all words of small archives alone", async () => {
  const filesOfWords = async (count) => {
    const first = Array.from({ length: count }, (_, i) => `k${String(i).padStart(3, "0")}`);
    const names = first.map((_, i) => `words${String(i).padStart(5, "0")}`);
    const made = madeIndex(["moss"], { words: { first, names: names.join("") } });
    for (const name of names) made[`words/${name}.json`] = "Amoss";
    const requested = [];
    await new Engine(readerOf(made, requested)).search({ text: "qwzxqwzx" });
    return requested.filter((path) => path.startsWith("words/")).length;
  };
  assert.equal(await filesOfWords(64), 64);
  assert.ok((await filesOfWords(65)) <= 4);
});

test("no other parts are looked for of a word that begins as compounds do", async () => {
  const requested = [];
  const stems = ["lamp", "multipli", "reason"];
  const made = madeIndex(stems, { words: { first: ["a"], names: "wordsaaaaa" } });
  made["terms/termsaaaaa.json"] = stems.flatMap((stem) => [stem, `|${vlq(0)}:B`]);
  const { total } = await new Engine(readerOf(made, requested)).search({ text: "multiplied reasoning lamp " });
  assert.deepEqual([total, requested.filter((path) => path.startsWith("words/"))], [1, []]);
});

/** Answer a query of an index whose terms are in several files, by their first keys; return its results and the files of terms. */
async function answered(text, files, manifest = {}) {
  const [first, requested] = [Object.keys(files), []];
  const papers = manifest.papers ?? 4;
  const made = madeIndex(first, { records: { perFile: papers, perFolder: papers, folders: "recordsaaa" }, papers, ...manifest });
  made["index.json"].terms = { first, names: first.map((_, i) => `terms0000${i}`).join("") };
  first.forEach((key, i) => (made[`terms/terms0000${i}.json`] = files[key]));
  made["papers/recordsaaa/0.json"] = Array.from({ length: papers }, (_, paper) => [`${paper}`, "Title", "2025-01-01"]);
  made["words/wordsaaaaa.json"] = Object.values(files).flatMap((flat) => flat.filter((_, i) => i % 2 === 0)).map((word) => `A${word}`).join("\n");
  const { results } = await new Engine(readerOf(made, requested)).search({ text });
  const paths = requested.filter((path) => /^(terms|words)/.test(path));
  return { refs: results.map(({ href }) => href.split("/")[1]), paths, read: (key) => paths.includes(`terms/terms0000${first.indexOf(key)}.json`) };
}

test("words that a known last word begins are read from other files only if no title has all words", async () => {
  const files = (moss) => ({ lamp: ["lamp", "|AB:CC", "moss", moss], mossl: ["mossland", "|B:C"] });
  const titled = await answered("lamp moss", files("|A:C"));
  assert.deepEqual([titled.refs[0], titled.read("mossl")], ["0", false]);
  const other = await answered("lamp moss", files("|C:C"));
  assert.deepEqual([other.refs[0], other.read("mossl")], ["1", true]);
});

test("a beginning that other words often have, and a word that an author has as a name, are not taken for the whole", async () => {
  const common = { fields: ["title", "authors"], beside: [0, null], boosts: [3, 1], averages: [2, 2] };
  const beginning = await answered("lamp multi", { lamp: ["lamp", "|A:C", "multi", "|A:C"], multim: ["multimod", "|B:C"] }, common);
  const files = (lamp) => ({ lamp: ["lamp", lamp, "tarn", "||A"], tarne: ["tarneri", "|B:C"] });
  const [author, name] = await Promise.all(["|AB:CC", "||A"].map((lamp) => answered("lamp tarn", files(lamp), common)));
  assert.deepEqual([beginning.read("multim"), author.read("tarne"), name.read("tarne")], [true, true, false]);
});

test("a word that hardly any paper has as another form is not parted", async () => {
  const papers = `A${"B".repeat(29)}:${"C".repeat(30)}`;
  const looked = async (forms) => {
    const files = { lamp: ["lamp", "|A:C", "languag", `|${papers}|${forms}`] };
    const { paths } = await answered("language lamp ", files, { papers: 30, fields: ["title", "forms"], beside: [0, 0], boosts: [3, 1], averages: [2, 2] });
    return paths.includes("words/wordsaaaaa.json");
  };
  assert.deepEqual([await looked("A:C"), await looked("AB:CC")], [false, true]);
});

test("words that a title has are not joined, and those of which it lacks one are", async () => {
  const files = (dune) => ({ amber: ["amber", "|A:F"], amberb: ["amberbog", "|B:B"], bog: ["bog", "|A:F", "cedar", "|A:F", "dune", dune] })
  const [all, part] = await Promise.all(["|A:F", "|B:F"].map((dune) => answered("amber bog cedar dune ", files(dune))));
  assert.deepEqual([all.refs[0], all.read("amberb"), part.read("amberb")], ["0", false, true]);
});
