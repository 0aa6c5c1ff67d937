import assert from "node:assert/strict";
import test from "node:test";
import { takeDates } from "../../theme/static/js/search/rank/dates.js";
import { Engine } from "../../theme/static/js/search/worker/engine.js";
import { madeIndex, readerOf, vlq } from "./made_index.mjs";

const ARCHIVE = { first: "2024-05-01", last: "2025-03-31" };
/** A Wednesday. */
const TODAY = "2025-03-19";

for (const [text, span, rest] of [
  ["lamps", null, "lamps"],
  ["lamps march 2025", "2025-03-01 2025-03-31", "lamps"],
  ["March 2025 lamps ", "2025-03-01 2025-03-31", "lamps "],
  ["2025 march", "2025-03-01 2025-03-31", ""],
  ["feb. 2025", "2025-02-01 2025-02-28", ""],
  ["17 march 2025", "2025-03-17 2025-03-17", ""],
  ["March 17th, 2025 oil", "2025-03-17 2025-03-17", "oil"],
  ["3rd of May 2024", "2024-05-03 2024-05-03", ""],
  ["2025-03-17", "2025-03-17 2025-03-17", ""],
  ["2025/03/17", "2025-03-17 2025-03-17", ""],
  ["2025-03", "2025-03-01 2025-03-31", ""],
  ["2025/03", "2025-03-01 2025-03-31", ""],
  ["03/2025", "2025-03-01 2025-03-31", ""],
  ["13/2025", null, "13/2025"],
  ["oil März 2025", "2025-03-01 2025-03-31", "oil"],
  ["18. März 2025", "2025-03-18 2025-03-18", ""],
  ["Dezember 2024", "2024-12-01 2024-12-31", ""],
  ["août 2024", "2024-08-01 2024-08-31", ""],
  ["mars 2025", null, "mars 2025"],
  ["le 17 mars 2025", "2025-03-17 2025-03-17", ""],
  ["le 1er mars 2025 oil", "2025-03-01 2025-03-01", "oil"],
  ["oil 17 de marzo de 2025", "2025-03-17 2025-03-17", "oil"],
  ["marzo 2025", "2025-03-01 2025-03-31", ""],
  ["março de 2025", "2025-03-01 2025-03-31", ""],
  ["17 maart 2025", "2025-03-17 2025-03-17", ""],
  ["17 марта 2025", "2025-03-17 2025-03-17", ""],
  ["17 marca 2025", "2025-03-17 2025-03-17", ""],
  ["17 lamps 2025", null, "17 lamps 2025"],
  ["mai", null, "mai"],
  ["2025年3月 oil", "2025-03-01 2025-03-31", "oil"],
  ["2025年3月18日", "2025-03-18 2025-03-18", ""],
  ["Mar '25", "2025-03-01 2025-03-31", ""],
  ["spring 2025 oil", "2025-03-01 2025-05-31", "oil"],
  ["oil 2024 Summer", "2024-06-01 2024-08-31", "oil"],
  ["fall of 2024", "2024-09-01 2024-11-30", ""],
  ["Herbst 2024", "2024-09-01 2024-11-30", ""],
  ["oil Q1 2025", "2025-01-01 2025-03-31", "oil"],
  ["Q1/2025", "2025-01-01 2025-03-31", ""],
  ["2025Q1 oil", "2025-01-01 2025-03-31", "oil"],
  ["2024-H2", "2024-07-01 2024-12-31", ""],
  ["H1 2025", "2025-01-01 2025-06-30", ""],
  ["oil h1 2025", null, "oil h1 2025"],
  ["first half of 2025", "2025-01-01 2025-06-30", ""],
  ["oil, last quarter of 2024", "2024-10-01 2024-12-31", "oil,"],
  ["early 2025 oil", "2025-01-01 2025-04-30", "oil"],
  ["early March 2025", "2025-03-01 2025-03-10", ""],
  ["mid-march 2025", "2025-03-11 2025-03-20", ""],
  ["in the middle of March 2025", "2025-03-11 2025-03-20", ""],
  ["second half of february 2025", "2025-02-16 2025-02-28", ""],
  ["Ende März 2025", "2025-03-21 2025-03-31", ""],
  ["early march 1999", null, "early march 1999"],
  ["week of 17 march 2025", "2025-03-17 2025-03-23", ""],
  ["oil in the week of March 19, 2025", "2025-03-17 2025-03-23", "oil"],
  ["week of 17 march 1999", null, "week of 17 march 1999"],
  ["week of march 2025", "2025-03-01 2025-03-31", "week"],
  ["2025-W12 oil", "2025-03-17 2025-03-23", "oil"],
  ["2025w12", "2025-03-17 2025-03-23", ""],
  ["week 12 of 2025", "2025-03-17 2025-03-23", ""],
  ["KW 12/2025", "2025-03-17 2025-03-23", ""],
  ["W1 2025", "2024-12-30 2025-01-05", ""],
  ["2025-W53", null, "2025-W53"],
  ["2025-W00", null, "2025-W00"],
  ["Woche vom 17. März 2025", "2025-03-17 2025-03-23", ""],
  ["semaine du 17 mars 2025", "2025-03-17 2025-03-23", ""],
  ["2025年第12周", "2025-03-17 2025-03-23", ""],
  ["2025年3月17日那一周", "2025-03-17 2025-03-23", ""],
  ["third week of march 2025", "2025-03-17 2025-03-23", ""],
  ["last week of march 2025", "2025-03-24 2025-03-30", ""],
  ["oil march 17-21 2025", "2025-03-17 2025-03-21", "oil"],
  ["17\u201321 March 2025", "2025-03-17 2025-03-21", ""],
  ["March 17 to 21, 2025", "2025-03-17 2025-03-21", ""],
  ["28 february to 3 march 2025", "2025-02-28 2025-03-03", ""],
  ["between 17 and 21 March 2025", "2025-03-17 2025-03-21", ""],
  ["vom 17. bis 21. März 2025", "2025-03-17 2025-03-21", ""],
  ["17.3.-21.3.2025", "2025-03-17 2025-03-21", ""],
  ["17.-21.3.2025", "2025-03-17 2025-03-21", ""],
  ["2025年3月17日至21日", "2025-03-17 2025-03-21", ""],
  ["12-21 lamps 2025", null, "12-21 lamps 2025"],
  ["Monday 17 March 2025", "2025-03-17 2025-03-17", ""],
  ["Mo, 17. März 2025", "2025-03-17 2025-03-17", ""],
  ["Monday 17 March 1999", null, "Monday 17 March 1999"],
  ["lamps 17 March 2025", "2025-03-17 2025-03-17", "lamps"],
  ["2025年3月17日星期一", "2025-03-17 2025-03-17", ""],
  ["20250317", "2025-03-17 2025-03-17", ""],
  ["20251317", null, "20251317"],
  ["17-03-2025", "2025-03-17 2025-03-17", ""],
  ["02-03-2025", null, "02-03-2025"],
  ["17 march", "2025-03-17 2025-03-17", ""],
  ["June 24", "2024-06-24 2024-06-24", ""],
  ["17. März", "2025-03-17 2025-03-17", ""],
  ["3月17日", "2025-03-17 2025-03-17", ""],
  ["17-21 march", "2025-03-17 2025-03-21", ""],
  ["week 12", "2025-03-17 2025-03-23", ""],
  ["17 march oil", null, "17 march oil"],
  ["april 31", null, "april 31"],
  ["3 lamps", null, "3 lamps"],
  ["the best papers of March 2025", "2025-03-01 2025-03-31", ""],
  ["last monday", "2025-03-17 2025-03-17", ""],
  ["oil last wednesday", "2025-03-12 2025-03-12", "oil"],
  ["this friday", "2025-03-21 2025-03-21", ""],
  ["last 2 fridays", null, "last 2 fridays"],
  ["the last two weeks of 2024", "2024-12-18 2024-12-31", ""],
  ["the first three months of 2025 lamps", "2025-01-01 2025-03-31", "lamps"],
  ["lamps, last 10 days of May 2024", "2024-05-22 2024-05-31", "lamps,"],
  ["first five weeks of May 2024", "2024-05-01 2024-05-31", "first five weeks"],
  ["march of 2025", "2025-03-01 2025-03-31", ""],
  ["2025.03.17", "2025-03-17 2025-03-17", ""],
  ["2025/3/7 lamps", "2025-03-07 2025-03-07", "lamps"],
  ["release 2025.03.170", null, "release 2025.03.170"],
  ["2025-02-03/2025-02-07", "2025-02-03 2025-02-07", ""],
  ["2025-01--2025-03 lamps", "2025-01-01 2025-03-31", "lamps"],
  ["3.2.2025 bis 7.2.2025", "2025-02-03 2025-02-07", ""],
  ["Januar bis März 2025", "2025-01-01 2025-03-31", ""],
  ["de janvier à mars 2025 lampes", "2025-01-01 2025-03-31", "lampes"],
  ["Jan und März 2025", "2025-01-01 2025-03-31", ""],
  ["2025年1月至3月", "2025-01-01 2025-03-31", ""],
  ["Lampen seit Januar 2025", "2025-01-01 9999-99-99", "Lampen"],
  ["lampes avant juin 2024", "0000-00-00 2024-05-31", "lampes"],
  ["lámparas desde 2025", "2025-01-01 9999-99-99", "lámparas"],
  ["semaine dernière", "2025-03-10 2025-03-16", ""],
  ["lampes du mois dernier", "2025-02-01 2025-02-28", "lampes du"],
  ["este mes", "2025-03-01 2025-03-31", ""],
  ["los últimos 7 días", "2025-03-12 2025-03-19", ""],
  ["ayer", "2025-03-18 2025-03-18", ""],
  ["aujourd'hui", "2025-03-19 2025-03-19", ""],
  ["最近两周", "2025-03-05 2025-03-19", ""],
  ["过去30天的灯", "2025-02-17 2025-03-19", "的灯"],
  ["from:2025-02 to:2025-03 oil", "2025-02-01 2025-03-31", "oil"],
  ["2024 q4", "2024-10-01 2024-12-31", ""],
  ["winter 2024", "2023-12-01 2025-02-28", ""],
  ["oil winter 2024/25", "2024-12-01 2025-02-28", "oil"],
  ["winter 2024-2025", "2024-12-01 2025-02-28", ""],
  ["winter 2024/26", null, "winter 2024/26"],
  ["winter lamps", null, "winter lamps"],
  ["spring lamps", null, "spring lamps"],
  ["lamps since March 2025", "2025-03-01 9999-99-99", "lamps"],
  ["lamps since 2025-03", "2025-03-01 9999-99-99", "lamps"],
  ["after May 2024 lamps", "2024-06-01 9999-99-99", "lamps"],
  ["after 2024-05-17", "2024-05-18 9999-99-99", ""],
  ["lamps before June 2024", "0000-00-00 2024-05-31", "lamps"],
  ["lamps before 2025", "0000-00-00 2024-12-31", "lamps"],
  ["until 17 March 2025", "0000-00-00 2025-03-17", ""],
  ["before 1999", null, "before 1999"],
  ["lamps before March 1999", null, "lamps before March 1999"],
  ["lamps in march 2025", "2025-03-01 2025-03-31", "lamps"],
  ["lamps in march 1999", null, "lamps in march 1999"],
  ["lamps 2024..2025", "2024-01-01 2025-12-31", "lamps"],
  ["lamps 2024-2025", "2024-01-01 2025-12-31", "lamps"],
  ["lamps 2024 – 2025", "2024-01-01 2025-12-31", "lamps"],
  ["2024 to 2025 lamps", "2024-01-01 2025-12-31", "lamps"],
  ["lamps from 2024 to 2025", "2024-01-01 2025-12-31", "lamps"],
  ["lamps between 2024 and 2025", "2024-01-01 2025-12-31", "lamps"],
  ["lamps 2024 and 2025", null, "lamps 2024 and 2025"],
  ["lamps 2025-2024", null, "lamps 2025-2024"],
  ["lamps 1998-1999", null, "lamps 1998-1999"],
  ["A survey of oil lamps and of wicks from 2024 to 2025", null, "A survey of oil lamps and of wicks from 2024 to 2025"],
  ["May to July 2024 lamps", "2024-05-01 2024-07-31", "lamps"],
  ["May–July 2024", "2024-05-01 2024-07-31", ""],
  ["lamps Nov 2024 - Jan 2025", "2024-11-01 2025-01-31", "lamps"],
  ["from Nov 2024 until 17 Jan 2025", "2024-11-01 2025-01-17", ""],
  ["2024-11..2025-01", "2024-11-01 2025-01-31", ""],
  ["2024-11-03 to 2025-01-05 oil", "2024-11-03 2025-01-05", "oil"],
  ["Nov 2024..Jan 2025 oil", "2024-11-01 2025-01-31", "oil"],
  ["year:2024..2025", "2024-01-01 2025-12-31", ""],
  ["after:2024-6 oil", "2024-07-01 9999-99-99", "oil"],
  ["oil last month", "2025-02-01 2025-02-28", "oil"],
  ["this month", "2025-03-01 2025-03-31", ""],
  ["Last week oil", "2025-03-10 2025-03-16", "oil"],
  ["oil from this week", "2025-03-17 2025-03-23", "oil"],
  ["last year", "2024-01-01 2024-12-31", ""],
  ["oil in the past 7 days", "2025-03-12 2025-03-19", "oil"],
  ["last 3 months", "2024-12-19 2025-03-19", ""],
  ["oil last two weeks", "2025-03-05 2025-03-19", "oil"],
  ["today", "2025-03-19 2025-03-19", ""],
  ["oil yesterday", "2025-03-18 2025-03-18", "oil"],
  ["this week\u2019s papers on oil", "2025-03-17 2025-03-23", "on oil"],
  ["In the last year lamps have become brighter than the oil of quays", null, "In the last year lamps have become brighter than the oil of quays"],
  ["oil letzte Woche", "2025-03-10 2025-03-16", "oil"],
  ["in den letzten 7 Tagen", "2025-03-12 2025-03-19", ""],
  ["oil aus dem letzten Monat", "2025-02-01 2025-02-28", "oil"],
  ["dieses Jahr", "2025-01-01 2025-12-31", ""],
  ["gestern", "2025-03-18 2025-03-18", ""],
  ["die letzte Lampe", null, "die letzte Lampe"],
  ["上个月oil", "2025-02-01 2025-02-28", "oil"],
  ["本周", "2025-03-17 2025-03-23", ""],
  ["去年 oil", "2024-01-01 2024-12-31", "oil"],
  ["昨天", "2025-03-18 2025-03-18", ""],
  ["上海 oil", null, "上海 oil"],
  ["date:2025-02 oil", "2025-02-01 2025-02-28", "oil"],
  ["oil year:>2024", "2025-01-01 9999-99-99", "oil"],
  ["year>=2025 oil", "2025-01-01 9999-99-99", "oil"],
  ["oil date <= 2025-02", "0000-00-00 2025-02-28", "oil"],
  ["year=2024", "2024-01-01 2024-12-31", ""],
  ["oil year > 30", null, "oil year > 30"],
  ["before:June 2024 oil", "0000-00-00 2024-05-31", "oil"],
  ['oil since:"17 March 2025"', "2025-03-17 9999-99-99", "oil"],
  ["month:june 2024", "2024-06-01 2024-06-30", ""],
  ["from:Nov 2024 to:Jan 2025", "2024-11-01 2025-01-31", ""],
  ["before:lamps 2024", null, "before:lamps 2024"],
  ["oil since may", "2024-05-01 9999-99-99", "oil"],
  ["since:march oil", "2025-03-01 9999-99-99", "oil"],
  ["17-Mar-2025", "2025-03-17 2025-03-17", ""],
  ["oil dec-2024", "2024-12-01 2024-12-31", "oil"],
  ["2025 Mar 17", "2025-03-17 2025-03-17", ""],
  ["oil 2025-Mar-17", "2025-03-17 2025-03-17", "oil"],
  ["2025-3 oil", "2025-03-01 2025-03-31", "oil"],
  ["2025-13", null, "2025-13"],
  ["17-lamp-2025", null, "17-lamp-2025"],
  ["oil 2024年", "2024-01-01 2024-12-31", "oil"],
  ["2024年的灯", "2024-01-01 2024-12-31", "灯"],
  ["2024年灯", null, "2024年灯"],
  ["17.03.25", "2025-03-17 2025-03-17", ""],
  ["3/17/25", "2025-03-17 2025-03-17", ""],
  ["oil 17.03.25", null, "oil 17.03.25"],
  ["1.2.99", null, "1.2.99"],
  ["04/06/2025", null, "04/06/2025"],
  ["05/02/2024", "2024-05-02 2024-05-02", ""],
  ["february", "2025-02-01 2025-02-28", ""],
  ["December", "2024-12-01 2024-12-31", ""],
  ["in may", "2024-05-01 2024-05-31", ""],
  ["last november", "2024-11-01 2024-11-30", ""],
  ["may", null, "may"],
  ["february oil", null, "february oil"],
  ["this day", null, "this day"],
  ["last lamps", null, "last lamps"],
  ["\ue0007\ue001 oil", null, "\ue0007\ue001 oil"],
  ["hot spring 1999", null, "hot spring 1999"],
  ["17.3.2025 oil", "2025-03-17 2025-03-17", "oil"],
  ["17/03/2025", "2025-03-17 2025-03-17", ""],
  ["03/17/2025", "2025-03-17 2025-03-17", ""],
  ["03/03/2025", "2025-03-03 2025-03-03", ""],
  ["oil 02/03/2025", null, "oil 02/03/2025"],
  ["lamps since 2025", "2025-01-01 9999-99-99", "lamps"],
  ["since 1999", "1999-01-01 9999-99-99", ""],
  ["2025-02-30", null, "2025-02-30"],
  ["march 1999 lamps", null, "march 1999 lamps"],
  ["may lamps", null, "may lamps"],
  ["lamps 2025", null, "lamps 2025"],
  ["year:2024 lamps", "2024-01-01 2024-12-31", "lamps"],
  ["month:2024-02", "2024-02-01 2024-02-29", ""],
  ["lamps before:2025", "0000-00-00 2024-12-31", "lamps"],
  ["until:2025-02 lamps", "0000-00-00 2025-02-28", "lamps"],
  ["after:2024 before:2025-03-17", "2025-01-01 2025-03-16", ""],
  ["since:2025-03-01", "2025-03-01 9999-99-99", ""],
  ["since:2025-03-99", null, "since:2025-03-99"],
  ["year:soon", null, "year:soon"],
  ["benchmark2025-03", null, "benchmark2025-03"],
  ['"march 2025"', null, '"march 2025"'],
  ['"oil of march 2025 lamps" 2025-03 ', "2025-03-01 2025-03-31", '"oil of march 2025 lamps" '],
  ["lamps “since 2025-03-17", null, "lamps “since 2025-03-17"],
]) {
  test(`the dates in ‘${text}’`, () => {
    const found = takeDates(text, ARCHIVE, TODAY);
    assert.deepEqual([found.span && `${found.span.first} ${found.span.last}`, found.rest], [span, rest]);
  });
}

test("a day that may be two is the one that the reader's country writes so", () => {
  const isMonthFirst = /^(?:2025\D+)?0?1\D/.test(new Intl.DateTimeFormat().format(new Date(2025, 0, 2)));
  const day = isMonthFirst ? "2025-02-03" : "2025-03-02";
  for (const text of ["02/03/2025", "2/3/25"]) assert.deepEqual(takeDates(text, ARCHIVE, TODAY).span, { first: day, last: day });
});

test("a month or week without a year may be that in which the archive ends", () => {
  const spanOf = (text) => takeDates(text, { first: "2024-05-01", last: "2024-12-10" }, TODAY).span;
  assert.deepEqual(spanOf("december"), { first: "2024-12-01", last: "2024-12-31" });
  assert.deepEqual(spanOf("week 50"), { first: "2024-12-09", last: "2024-12-15" });
  assert.deepEqual(spanOf("11 december"), null);
});

test("an archive without days of last month has the words", () => {
  assert.deepEqual(takeDates("oil last month", ARCHIVE, "2027-01-05"), { span: null, rest: "oil last month" });
});

/** Papers of three days, the first two of one month; "lamp" is in the first and the last. */
function index() {
  const files = madeIndex(["lamp", "lantern", "lattice"], {
    span: ["2024-12-03", "2025-01-07"],
    weeks: true,
  });
  files["days/daysaaaaaa.json"].months = [["2024-12", 2, vlq(3) + vlq(1) + vlq(9) + vlq(1)], ["2025-01", 1, vlq(7) + vlq(1)]];
  files["terms/termsaaaaa.json"][1] = `|${vlq(0)}${vlq(2)}:BB`;
  const days = ["2024-12-03", "2024-12-09", "2025-01-07"];
  files["papers/recordsaaa/0.json"] = days.map((day) => [day, "lamp", day]);
  return files;
}

for (const [request, found] of [
  [{ text: "lamp " }, ["2025-01-07", "2024-12-03"]],
  [{ text: "lamp december 2024" }, ["2024-12-03"]],
  [{ text: "lamp 2024 " }, ["2024-12-03", "2025-01-07"]],
  [{ text: "2024-12-09" }, ["2024-12-09"]],
  [{ text: "before:2025" }, ["2024-12-09", "2024-12-03"]],
  [{ text: "lamp 2024..2025 " }, ["2025-01-07", "2024-12-03"]],
  [{ text: "since 2025" }, ["2025-01-07"]],
  [{ text: "Jan 07" }, ["2025-01-07"]],
  [{ text: "Dec 24" }, ["2024-12-09", "2024-12-03"]],
  [{ text: "december 2024" }, ["2024-12-09", "2024-12-03"]],
  [{ text: "lamp before:2024" }, []],
  [{ text: "", filters: [{ kind: "year", value: "2025", not: false }] }, ["2025-01-07"]],
  [{ text: "", filters: [{ kind: "month", value: "2024-12", not: false }] }, ["2024-12-09", "2024-12-03"]],
]) {
  test(`${JSON.stringify(request)} finds ${found.join(", ") || "nothing"}`, async () => {
    const { results, total } = await new Engine(readerOf(index())).search(request);
    assert.deepEqual(results.map(({ day }) => day), found);
    assert.equal(total, found.length);
  });
}

for (const [text, pages] of [
  ["2024-12-09", ["dates/2024-12-09/"]],
  ["on 9 December 2024 ", ["dates/2024-12-09/"]],
  ["december 2024", ["months/2024-12/"]],
  ["Dec 24", ["months/2024-12/"]],
  ["week of 9 december 2024", ["weeks/2024-W50/"]],
  ["week of 16 december 2024", []],
  ["2024-12-01..2024-12-30", []],
  ["2024", []],
  ["before:2025", []],
  ["8 December 2024", []],
  ["lamp december 2024", []],
]) {
  test(`‘${text}’ leads to ${pages.join(", ") || "no page"}`, async () => {
    const answer = await new Engine(readerOf(index())).search({ text });
    assert.deepEqual(answer.pages.map(({ href }) => href), pages);
  });
}

test("a site without pages of weeks leads to none", async () => {
  const files = index();
  files["index.json"].weeks = false;
  assert.deepEqual((await new Engine(readerOf(files)).search({ text: "2024-W50" })).pages, []);
});
