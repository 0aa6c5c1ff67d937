import assert from "node:assert/strict";
import test from "node:test";
import { bibtexIn, parseKept, without, withPapers } from "../../theme/static/js/kept/list.js";

const paper = (address, title = address) => ({ address, title });

test("a paper is kept once, at the front, under its last title", () => {
  const papers = withPapers([paper("a"), paper("b", "old")], [paper("b", "new")]);
  assert.deepEqual(papers, [paper("b", "new"), paper("a")]);
  assert.deepEqual(without(papers, ["a"]), [paper("b", "new")]);
  const many = Array.from({ length: 250 }, (_, place) => paper(String(place)));
  assert.equal(withPapers(many, [paper("x")]).length, 200);
});

test("what is stored and is no list of papers is left", () => {
  for (const stored of [null, "", "{", "7", '{"0":"a"}']) assert.deepEqual(parseKept(stored), []);
  assert.deepEqual(parseKept('["a",null,{"address":1,"title":"x"},{"address":"a","title":"A"}]'), [paper("a", "A")]);
});

test("the entry of a page is unescaped once", () => {
  const page = '<pre id="bibtex" tabindex="0">@misc{a,\n  title = {{A &lt;b&gt; \\&amp; &amp;lt; &#34;c&#39;}}\n}</pre><pre>x</pre>';
  assert.equal(bibtexIn(page), "@misc{a,\n  title = {{A <b> \\& &lt; \"c'}}\n}");
  assert.equal(bibtexIn("<pre>@misc{a}</pre>"), "");
});
