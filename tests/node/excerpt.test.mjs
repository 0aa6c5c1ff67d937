import assert from "node:assert/strict";
import test from "node:test";
import { excerpt } from "../../theme/static/js/search/rank/excerpt.js";

// hazard 30
test("matches are marked in text that holds markup", () => {
  const record = { title: "<b>Models</b> of naïve models", abstract: "x ".repeat(400) + "a model here" + " y".repeat(400) };
  const { title, passage } = excerpt(record, new Set(["model", "naiv"]));
  assert.deepEqual(title.filter(([, marked]) => marked).map(([text]) => text), ["naïve", "models"]);
  assert.equal(title.map(([text]) => text).join(""), record.title);
  assert.ok(passage.some(([text, marked]) => marked && text === "model"));
  assert.ok(passage.map(([text]) => text).join("").length < 300);
});

test("of words that a hyphen joins, one that is marked by itself marks no other", () => {
  const titled = (title, ...terms) => excerpt({ title, abstract: "" }, new Set(terms)).title.filter(([, marked]) => marked).map(([text]) => text);
  assert.deepEqual(titled("A Lamp-Quay of Lamps", "lamp", "lampquay"), ["Lamp", "Lamps"]);
  assert.deepEqual(titled("Pre-Lamps", "prelamp"), ["Pre", "Lamps"]);
  assert.deepEqual(titled("A Lamp-of-Oil", "lampofoil"), ["Lamp", "of", "Oil"]);
  assert.deepEqual(titled("A Pre-Lamp-Quay", "prelamp"), ["Pre", "Lamp"]);
});

test("the words of a phrase are marked where they stand together, and nowhere else", () => {
  const record = { title: "Mixtures of Quays for Quays", abstract: "A mixture of many quays is no mixture of quays." };
  const { title, passage } = excerpt(record, new Set(["moq"]), [{ short: "moq", words: ["mixture", "of", "quays"] }]);
  const marked = (runs) => runs.filter(([, is]) => is).map(([text]) => text);
  assert.deepEqual(marked(title), ["Mixtures", "of", "Quays"]);
  assert.deepEqual(marked(passage), ["mixture", "of", "quays"]);
});

test("the passage has the words that the title lacks, and an acronym in full counts as one word", () => {
  const shown = (abstract, title = "") => {
    const { passage } = excerpt({ title, abstract }, new Set(["moq", "tide", "lamp"]), [{ short: "moq", words: ["mixture", "of", "quays"] }]);
    return passage.filter(([, is]) => is).map(([text]) => text).join(" ");
  };
  const filler = " and then nothing".repeat(20);
  assert.equal(shown(`A mixture of quays here${filler} the lamp of a tide${filler}`), "lamp tide");
  assert.equal(shown(`A mixture of quays (MoQ) here${filler} the lamp of a tide${filler}`), "lamp tide");
  assert.equal(shown(`The lamp of a tide${filler} the MoQ${filler}`, "A Tide of the Lamp"), "lamp tide");
  assert.equal(shown(`The lamp alone${filler} the MoQ${filler}`, "A Tide of the Lamp"), "MoQ");
});
