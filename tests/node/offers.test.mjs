import assert from "node:assert/strict";
import test from "node:test";
import { findOffers, offerKeys, withExactName } from "../../theme/static/js/search/rank/offers.js";
import { madeIndex, readerOf } from "./made_index.mjs";

for (const [text, keys] of [
  ["Diffusion Models", ["diffusion model", "diffusion"]],
  ["\u201cLamp oil\u201d", ["lamp oil", "lamp"]],
  ["lamp", ["lamp"]],
  ['author:"Ilse Tarn"', ["ilse tarn"]],
  ['-author:"Ilse Tarn"', []],
  ['author:"Ilse Tarn" lamp', []],
  ["title:lamp", []],
  ["lamp -oil", []],
  ["lam*", []],
  ["a", []],
  ["", []],
  ["one two three four five six seven eight nine", []],
]) {
  test(`‘${text}’ is looked up as ${keys.join(", ") || "nothing"}`, () => assert.deepEqual(offerKeys(text), keys));
}

function index(requested = []) {
  const files = madeIndex(["lamp"], { offers: "listaaaaaa" });
  files["offers/listaaaaaa.json"] = { first: ["ilse tarn"], names: "offersaaaa" };
  files["offers/offersaaaa.json"] = [["Wicks"], ["ilse tarn", [["Ilse Tarn", "people/ilse-tarn/", 3]], [], "lamp", [], [0]]];
  return readerOf(files, requested);
}

test("pages are offered to the whole query, near terms also to its longest word", async () => {
  const reader = index();
  await reader.open();
  const page = { label: "Ilse Tarn", href: "people/ilse-tarn/", papers: 3 };
  assert.deepEqual(await findOffers(reader, "ilse tarn"), { pages: [page], related: [] });
  assert.deepEqual(await findOffers(reader, "a lamp"), { pages: [], related: ["Wicks"] });
  assert.deepEqual(await findOffers(reader, "oil"), { pages: [], related: [] });
});

test("a file that cannot be read, or none, offers nothing", async () => {
  for (const manifest of [{ offers: "gone" }, {}]) {
    const reader = readerOf(madeIndex(["lamp"], manifest));
    await reader.open();
    assert.deepEqual(await findOffers(reader, "lamp"), { pages: [], related: [] });
  }
});

test("who has no page is offered as the search for the name, unless it is this search", () => {
  const [author, nothing] = [{ name: "Bo Tarn", papers: new Set([1, 2]) }, { pages: [], related: [] }];
  const [offer] = withExactName(nothing, [author], "bo tarn").pages;
  assert.deepEqual(offer, { label: "Bo Tarn", href: "search/?q=author%3A%22Bo+Tarn%22", papers: 2 });
  assert.deepEqual(withExactName(nothing, [author], 'author:"Bo Tarn"'), nothing);
  const known = { pages: [{ label: "Bo Tarn", href: "people/bo-tarn/", papers: 2 }], related: [] };
  assert.deepEqual(withExactName(known, [author], "bo tarn"), known);
});
