import assert from "node:assert/strict";
import test from "node:test";
import { addressOf } from "../../theme/static/js/site/address.js";
import { grouped, nearest, next, overlaps, papersOf, pathOf } from "../../theme/static/js/map/points.js";
import { around, askedFor, levelOf, panned, showing, unitOf, within, zoomed } from "../../theme/static/js/map/view.js";

const BOX = { x: -500, y: -300, width: 1000, height: 600 };

test("a view keeps the ratio of the map and stays in it", () => {
  assert.deepEqual(within(BOX, BOX), BOX);
  assert.deepEqual(within({ x: -900, y: 0, width: 5000, height: 1 }, BOX), BOX);
  const small = within({ x: 480, y: 290, width: 100, height: 60 }, BOX);
  assert.deepEqual(small, { x: 400, y: 240, width: 100, height: 60 });
  assert.equal(within({ x: 0, y: 0, width: 1, height: 1 }, BOX).width, 1000 / 64);
});

test("zooming leaves the point below the pointer where it is", () => {
  const point = { x: -250, y: 150 };
  const view = zoomed(BOX, BOX, 4, point);
  assert.equal(view.width, 250);
  assert.equal((point.x - view.x) / view.width, 0.25);
  assert.equal((point.y - view.y) / view.height, 0.75);
  assert.deepEqual(zoomed(view, BOX, 1 / 100, point), BOX);
  assert.equal(zoomed(BOX, BOX, 1000, point).width, 1000 / 64);
});

test("panning stops at the edge", () => {
  const view = zoomed(BOX, BOX, 2, { x: 0, y: 0 });
  assert.equal(panned(view, BOX, 0.25, 0).x, view.x + 125);
  assert.equal(panned(view, BOX, 9, 9).x, 0);
  assert.equal(panned(view, BOX, 0, -9).y, -300);
});

test("a view moves only as far as it takes to show a point", () => {
  const view = { x: 0, y: 0, width: 100, height: 60 };
  assert.deepEqual(showing(view, BOX, { x: 50, y: 30 }), view);
  assert.equal(showing(view, BOX, { x: 95, y: 30 }).x, 5);
  assert.equal(showing(view, BOX, { x: 5, y: 30 }).x, -5);
});

test("an address can ask for a paper", () => {
  assert.deepEqual(askedFor("?at=12,-34"), { x: 12, y: -34 });
  assert.deepEqual(askedFor("?paper=2025/moss&at=12,-34"), { x: 12, y: -34 }); // as earlier releases linked
  for (const search of ["", "?at=", "?at=1", "?at=1,", "?at=1.5,2", "?at=1,2,3", "?paper=2025/moss"]) {
    assert.equal(askedFor(search), null);
  }
});

test("a paper that is asked for is in the middle, but at the edge", () => {
  const view = around({ x: 10, y: -20 }, BOX);
  assert.deepEqual([view.x + view.width / 2, view.y + view.height / 2, view.width], [10, -20, 125]);
  assert.equal(around({ x: 500, y: 0 }, BOX).x, 375);
});

test("labels have levels, each for a map twice as wide", () => {
  assert.equal(unitOf(BOX, { width: 500, height: 600 }), 2);
  assert.deepEqual([340, 670, 680, 1400, 99999].map((pixels) => levelOf(1000, 1000 / pixels)), [0, 0, 1, 2, 5]);
});

test("an address is the beginning of a title, or given", () => {
  assert.equal(addressOf(2025, 9, "(A) Title: of Many"), "2025/a-title-o");
  assert.equal(addressOf(2024, "uber", "Über"), "2024/uber");
});

test("columns become papers", () => {
  const columns = { x: [1, 2], y: [3, 4], region: [0, 5], year: [2024, 2025], slug: [1, "b-2"], title: ["A", "B"] };
  assert.deepEqual(papersOf(columns)[1], { x: 2, y: 4, region: 5, year: 2025, title: "B", address: "2025/b-2" });
  assert.deepEqual([...grouped(papersOf(columns)).keys()], ["0 2024", "5 2025"]);
});

const PAPERS = [
  { x: 0, y: 0 },
  { x: 10, y: 1 },
  { x: 4, y: 30 },
  { x: -20, y: 0 },
];

test("the nearest paper within reach is meant", () => {
  assert.equal(nearest(PAPERS, { x: 8, y: 0 }, 5), PAPERS[1]);
  assert.equal(nearest(PAPERS, { x: 100, y: 100 }, 5), null);
  assert.equal(nearest([], { x: 0, y: 0 }, Infinity), null);
});

test("arrows lead to papers ahead, and from the last one nowhere", () => {
  assert.equal(next(PAPERS, PAPERS[0], [1, 0]), PAPERS[1]);
  assert.equal(next(PAPERS, PAPERS[0], [0, 1]), PAPERS[2]);
  assert.equal(next(PAPERS, PAPERS[0], [-1, 0]), PAPERS[3]);
  assert.equal(next(PAPERS, PAPERS[1], [1, 0]), null);
  assert.equal(next([{ x: 3, y: 3 }], { x: 3, y: 3 }, [1, 0]), null);
});

test("squares in view are told, and dots are drawn", () => {
  const tile = { x: 0, y: 0, side: 10 };
  assert.ok(overlaps(tile, { x: 9, y: 9, width: 5, height: 5 }));
  assert.ok(!overlaps(tile, { x: 10, y: 0, width: 5, height: 5 }));
  assert.equal(pathOf(PAPERS.slice(1, 3)), "M10 1h0M4 30h0");
});
