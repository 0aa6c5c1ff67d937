import assert from "node:assert/strict";
import test from "node:test";
import { wordsWithin } from "../../theme/static/js/search/rank/addresses.js";
import { identifierOfPath, identifiersIn } from "../../theme/static/js/search/rank/identifiers.js";
import { Engine } from "../../theme/static/js/search/worker/engine.js";
import { madeIndex, readerOf, vlq } from "./made_index.mjs";

const keys = (text) => identifiersIn(text).map(({ key, isSure }) => (isSure ? key : `${key}?`)).join(" ");

for (const [text, expected] of [
  ["2401.00010", "arxiv:2401.00010"],
  [" 2401.00010v3 ", "arxiv:2401.00010"],
  ["arXiv:2401.00010", "arxiv:2401.00010"],
  ["arXiv: 2401.00010", "arxiv:2401.00010"],
  ["arxiv 2401.00010", "arxiv:2401.00010"],
  ["arXiv:2401.00010 [cs.CL]", "arxiv:2401.00010"],
  ["arXiv:2401.00010v1 [stat-ml]", "arxiv:2401.00010"],
  ["oai:arXiv.org:2401.00010", "arxiv:2401.00010"],
  ["arXiv.2401.00010v2", "arxiv:2401.00010"],
  ["abs/2401.00010", "arxiv:2401.00010"],
  ["pdf/2401.00010v1.pdf", "arxiv:2401.00010"],
  ["@2401.00010", "arxiv:2401.00010"],
  ["#2401.00010", "arxiv:2401.00010"],
  ["[Quays and tides](https://arxiv.org/abs/2401.00010)", "arxiv:2401.00010"],
  ["math.GT/0309136", "arxiv:math/0309136"],
  ["hep-th/9901001v2", "arxiv:hep-th/9901001"],
  ["https://arxiv.org/abs/2401.00010v2", "arxiv:2401.00010"],
  ["arxiv.org/pdf/2401.00010.pdf", "arxiv:2401.00010"],
  ["http://export.arxiv.org/abs/math/0309136", "arxiv:math/0309136"],
  ["https://huggingface.co/papers/2401.00010#community", "arxiv:2401.00010"],
  ["https://www.alphaxiv.org/abs/2401.00010", "arxiv:2401.00010"],
  ["https://ar5iv.labs.arxiv.org/html/2401.00010", "arxiv:2401.00010"],
  ["https://doi.org/10.48550/arXiv.2401.00010", "arxiv:2401.00010"],
  ["10.48550/arXiv.2401.00010", "arxiv:2401.00010"],
  ["10.1000/Quay.7", "doi:10.1000/quay.7"],
  ["doi: 10.1000/quay.7", "doi:10.1000/quay.7"],
  ["https://dx.doi.org/10.1000/quay.7", "doi:10.1000/quay.7"],
  ["https://dl.acm.org/doi/abs/10.1000/quay.7", "doi:10.1000/quay.7"],
  ["10.1000/(SICI)1(19)5:1<21::AID-X>3.0.CO;2-O", "doi:10.1000/(sici)1(19)5:1<21::aid-x>3.0.co;2-o"],
  ["https://doi.org/10.1000/(SICI)1(19)5:1%3C21::AID-X%3E3.0.CO;2-9", "doi:10.1000/(sici)1(19)5:1<21::aid-x>3.0.co;2-9"],
  ["10.1000/quay.7;10.1000/quay.8", "doi:10.1000/quay.7 doi:10.1000/quay.8"],
  ["https://openreview.net/forum?id=aB3_x-9", "openreview:aB3_x-9"],
  ["https://openreview.net/pdf?referrer=x&id=aB3_x-9", "openreview:aB3_x-9"],
  ["https://aclanthology.org/2024.acl-long.17.pdf", "acl:2024.acl-long.17"],
  ["2024.findings-emnlp.3", "acl:2024.findings-emnlp.3"],
  ["P19-1001", "acl:p19-1001"],
  ["https://github.com/Tarn/Quay-Lamps/tree/main", "github:tarn/quay-lamps"],
  ["git@github.com:x", ""],
  ["tarn/quay-lamps", "github:tarn/quay-lamps?"],
  ["https://quays.example/lamps/?from=feed#top", "url:quays.example/lamps/?from=feed"],
  ["https://www.Quays.example/Lamps/", "url:quays.example/Lamps"],
  ["tarn.quays.example", "url:tarn.quays.example?"],
  ["<https://arxiv.org/abs/2401.00010>, 2401.00011; (2401.00012)", "arxiv:2401.00010 arxiv:2401.00011 arxiv:2401.00012"],
  ["node.js", ""],
  ["lamps 2401.00010", ""],
  ["2401.00", "arxiv:2401.00?"],
  ["arXiv:2401.0001", "arxiv:2401.0001?"],
  ["https://arxiv.org/abs/2401.000", "arxiv:2401.000?"],
  ["1412.00", "arxiv:1412.00?"],
  ["1412.0001", "arxiv:1412.0001"],
  ["2401.0", ""],
  ["2413.00", ""],
  ["2401,00010", "arxiv:2401.00010?"],
  ["2401 00010", "arxiv:2401.00010?"],
  ["2401\u300200010v2", "arxiv:2401.00010?"],
  ["arXiv 2401-00010", "arxiv:2401.00010?"],
  ["240100010", "arxiv:2401.00010?"],
  ["241300010", ""],
  ["401.0001", ""],
  ["2401.000101", ""],
  ["gpt-4.1", ""],
  ["3.5", ""],
  ["and/or lamps", ""],
  ["", ""],
  ["/", ""],
  ["https://", ""],
]) {
  test(`‘${text}’ is ${expected || "no identifier"}`, () => assert.equal(keys(text), expected));
}

for (const [path, expected] of [
  ["arxiv/2401.00010/", "arxiv:2401.00010"],
  ["arxiv/2401.00010v2", "arxiv:2401.00010"],
  ["arxiv/math.GT/0309136/", "arxiv:math/0309136"],
  ["abs/2401.00010", "arxiv:2401.00010"],
  ["pdf/2401.00010.pdf", "arxiv:2401.00010"],
  ["papers/2401.00010", "arxiv:2401.00010"],
  ["papers/2025/lamps/", undefined],
  ["doi/10.1000/quay.7", "doi:10.1000/quay.7"],
  ["github/tarn/quay-lamps", "github:tarn/quay-lamps"],
  ["openreview/aB3_x-9/", "openreview:aB3_x-9"],
  ["acl/2024.acl-long.17/", "acl:2024.acl-long.17"],
  ["https://arxiv.org/abs/2401.00010", "arxiv:2401.00010"],
  ["https:/arxiv.org/abs/2401.00010", "arxiv:2401.00010"],
  ["arxiv/%E0%A4%A", undefined],
  ["arxiv/lamps", undefined],
  ["dates/2401.00010", undefined],
]) {
  test(`a page at ${path} is ${expected ?? "no identifier's"}`, () => assert.equal(identifierOfPath(path)?.key, expected));
}

/** Four papers, lamp to lens; the second and the fourth have identifiers. */
function index() {
  const words = ["lamp", "lantern", "lattice", "lens"];
  const files = madeIndex(words, { lookups: { name: "keysaaaaaa", files: 1 } });
  files["lookups/keysaaaaaa/0.json"] = ["=arxiv:2401.00010", vlq(1), "=github:lamp/lens", vlq(3), "ilse tarn", vlq(0)];
  return files;
}

const answer = (text, requested) => new Engine(readerOf(index(), requested)).search({ text });
const refs = ({ results }) => results.map(({ href }) => href.split("/")[1]);
const places = ({ elsewhere }) => elsewhere.map(({ href }) => href);

for (const [text, found, elsewhere] of [
  ["2401.00010", ["lantern"], []],
  ["https://arxiv.org/abs/2401.00010v4", ["lantern"], []],
  ["lamp/lens", ["lens"], []],
  ["https://github.com/lamp/lens.git", ["lens"], []],
  ["2401.00010 2401.00011", ["lantern"], ["https://arxiv.org/abs/2401.00011"]],
  ["2401.00011", [], ["https://arxiv.org/abs/2401.00011"]],
  ["10.1000/quay.7", [], ["https://doi.org/10.1000/quay.7"]],
  ["https://quays.example/a", [], ["https://quays.example/a"]],
  ["https://quays.example/arxiv/2401.00010v2?utm_source=mail", ["lantern"], []],
  ["https://quays.example/?q=2401.00010&hl=en", ["lantern"], []],
  ["https://quays.example/corr/abs-2401-00010.html", ["lantern"], []],
  ["https://quays.example/2401-00010", [], ["https://quays.example/2401-00010"]],
  ...["/home/tarn/2401.00010v2.pdf", "file:///tmp/2401.00010.pdf", "arXiv_2401.00010", "arxiv-2401.00010v1", "arxiv/2401.00010", "id:2401.00010", "2401.00010?", "**2401.00010**", "`2401.00010`"].map((text) => [text, ["lantern"], []]),
  ["https://quays.example/?id=arxiv-2401.00010", ["lantern"], []],
  ["x2401.00010", [], []],
  ["1.2401.00010", [], []],
  ["https://quays.example/r_the_lamp/", ["lamp"], ["https://quays.example/r_the_lamp"]],
  ["https://quays.example/lamp-lens", [], ["https://quays.example/lamp-lens"]],
  ["https://quays.example/2401.000101", [], ["https://quays.example/2401.000101"]],
  ["lamp/", ["lamp"], []],
  ["Tarn, I. (2024). Lens. arXiv preprint arXiv:2401.00010.", ["lantern"], []],
  ["@misc{tarn, title={Lens}, eprint={2401.00010v2}, url={https://github.com/lamp/lens}}", ["lantern", "lens"], []],
  ["git clone https://github.com/lamp/lens.git", ["lens"], []],
  ["oil/lamp-7B-Instruct", ["lamp"], ["https://huggingface.co/oil/lamp-7B-Instruct"]],
  ["https://huggingface.co/oil/lamp-1.5B-2409-GGUF", ["lamp"], ["https://huggingface.co/oil/lamp-1.5B-2409-GGUF"]],
  ["oil/7B-Instruct", [], []],
  ["pip install git+https://github.com/lamp/lens.git@main", ["lens"], []],
  ["https://quays.example/papers?date=2025-01-01", ["lens", "lattice", "lantern", "lamp"], ["https://quays.example/papers?date=2025-01-01"]],
  ["https://quays.example/week/2025-W01", ["lens", "lattice", "lantern", "lamp"], ["https://quays.example/week/2025-W01"]],
  ["https://quays.example/date/2026-01-01", [], ["https://quays.example/date/2026-01-01"]],
  ["git@github.com:lamp/lens.git", ["lens"], []],
  ["lamp arXiv:2401.00011", ["lamp"], []],
  ["oil/lamps", [], []],
  ["https://quays.example/search?hl=en&q=The+lamp", ["lamp"], ["https://quays.example/search?hl=en&q=The+lamp"]],
  ["https://quays.example/search?q=arxiv%3A2401.00010", ["lantern"], ["https://quays.example/search?q=arxiv%3A2401.00010"]],
  ["quays.example/paper/the-lamp-the/", ["lamp"], ["https://quays.example/paper/the-lamp-the"]],
  ["https://quays.example/the-lamp-of-oil", [], ["https://quays.example/the-lamp-of-oil"]],
  ["https://github.com/tarn/Lamp", ["lamp"], ["https://github.com/tarn/Lamp"]],
  ["https://github.com/tarn/lamq", [], ["https://github.com/tarn/lamq"]],
]) {
  test(`‘${text}’ finds ${found.join(", ") || "nothing"}`, async () => {
    const found_ = await answer(text);
    assert.deepEqual([refs(found_), places(found_), found_.total], [found, elsewhere, found.length]);
  });
}

for (const [address, within] of [
  ["https://www.nature.com/articles/s41586-031-00001-2", "doi:10.1038/s41586-031-00001-2"],
  ["https://papers.ssrn.com/sol3/papers.cfm?abstract_id=4800001", "doi:10.2139/ssrn.4800001"],
  ["https://elifesciences.org/articles/12345", "doi:10.7554/elife.12345"],
  ["https://www.thelancet.com/journals/lancet/article/PIIS0140-6736(31)00123-4/fulltext", "doi:10.1016/s0140-6736(31)00123-4"],
  ["https://academic.oup.com/tides/article/doi/10.1093/tides/gqaf001/7654321", "doi:10.1093/tides/gqaf001"],
  ["https://doi.org/10.1093/tides/gqaf001", undefined],
  ["https://nature.quays.example/articles/s41586-031-00001-2", undefined],
]) {
  test(`${address} is also ${within ?? "nothing else"}`, () => assert.equal(identifiersIn(address)[0].within, within));
}

for (const [address, words] of [
  ["quays.example/paper/Lamps%3A-Oil-and-Wicks/0123456789abcdef0123456789", "title Lamps Oil and Wicks"],
  ["quays.example/blog/lamps_oil_wicks.html#top", "title lamps oil wicks"],
  ["quays.example/find?term=oil%20lamps&page=2", "asked oil lamps"],
  ["huggingface.co/tarn/Lamp2.5-7B", "name Lamp2.5"],
  ["huggingface.co/datasets/tarn/lamps", "name lamps"],
  ["github.com/tarn/lamps.git", "name lamps"],
  ["quays.example/lamps", undefined],
  ["quays.example/comments/1abc/r_old_lamps/", "pair old lamps"],
  ["quays.example/r/tides/d_lamps_of_oil", "title lamps of oil"],
  ["quays.example/%E0%A4%A", undefined],
]) {
  test(`the words in ${address} are ${words ?? "none"}`, () => {
    const found = wordsWithin(address);
    assert.equal(found ? `${found.kind} ${found.words}` : undefined, words);
  });
}

test("an identifier is looked up in the one file that may have it", async () => {
  const requested = [];
  await answer("2401.00010", requested);
  assert.deepEqual(requested, ["index.json", "lookups/keysaaaaaa/0.json", "papers/recordsaaa/0.json"]);
});

test("the beginning of an identifier finds the papers that begin so, by their digits", async () => {
  const files = madeIndex(["lamp", "quay", "tide"], { lookups: { name: "lookupsaaa", files: 1 } });
  const rest = [[0, 130], [1, 10], [2, 12]].map(([paper, digits]) => vlq(paper) + vlq(digits)).join("");
  files["lookups/lookupsaaa/0.json"] = ["=arxiv:2401.00\u2026", rest, "=arxiv:1412.00\u2026", vlq(1) + vlq(7)];
  const found = async (text) => (await new Engine(readerOf(files)).search({ text })).results.map(({ href }) => href.split("/")[1]).join(" ");
  assert.equal(await found("2401.00"), "quay tide lamp");
  assert.equal(await found("2401.000"), "quay tide");
  assert.equal(await found("2401.0001"), "quay tide");
  assert.equal(await found("2401.0013"), "lamp");
  assert.equal(await found("2401.002"), "");
  assert.equal(await found("1412.000"), "quay");
  assert.equal(await found("2402.00"), "");
});
