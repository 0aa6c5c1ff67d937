/** The papers of the map: shown when pointed at, walked through by arrow keys, opened by a click or Enter. */

import { ARROWS, grouped, nearest, next, overlaps, papersOf, pathOf } from "./points.js";

const SVG = "http://www.w3.org/2000/svg";
const MOST_TILES = 4;
const REACH = { mouse: 14, touch: 28 }; // pixels from a paper within which it is meant

/** The papers that are there so far, and the one that is shown. */
class Papers {
  constructor(map) {
    this.map = map;
    this.root = document.documentElement.dataset.root;
    this.tiles = JSON.parse(map.figure.dataset.tiles).map(([href, x, y, side]) => ({ href, x, y, side }));
    this.card = map.figure.querySelector(".map-card");
    this.here = map.svg.querySelector(".map-here");
    this.marks = map.svg.querySelector(".marks");
    this.hasCells = this.marks.classList.contains("cells");
    this.regions = new Map([...this.marks.children].map((group) => [Number(group.dataset.region), group]));
    this.years = [...map.figure.querySelectorAll("[data-of]")].map((input) => Number(input.dataset.of));
    this.chosen = null;
    this.isFresh = false;
  }

  /** Return the papers that are there, of the year that is shown. */
  get all() {
    const year = this.map.figure.querySelector("[name=map-year]:checked")?.dataset.year;
    const papers = this.tiles.flatMap((tile) => tile.papers ?? []);
    return year ? papers.filter((paper) => this.yearOf(paper) === Number(year)) : papers;
  }

  /** Return the number of a paper's year among those to step through: older ones count to the first. */
  yearOf(paper) {
    return Math.max(this.years.findLastIndex((year) => year <= paper.year), 0);
  }

  /** Load the files of what is in view, unless these are too many. */
  async load() {
    const { view } = this.map;
    const seen = this.tiles.filter((tile) => overlaps(tile, view));
    const isNear = seen.length <= MOST_TILES;
    if (isNear) {
      await Promise.all(seen.map((tile) => (tile.loading ??= this.fetch(tile))));
    }
    if (this.hasCells && view === this.map.view) this.showPoints(isNear ? seen : []);
  }

  async fetch(tile) {
    try {
      const answer = await fetch(tile.href);
      if (!answer.ok) throw new Error(answer.statusText);
      tile.papers = papersOf(await answer.json());
    } catch {
      tile.loading = null;
    }
  }

  /** Draw the papers of files in place of the cells; none brings the cells back. */
  showPoints(tiles) {
    const loaded = tiles.filter((tile) => tile.papers);
    this.marks.classList.toggle("replaced", loaded.length > 0);
    for (const tile of this.tiles) {
      if (tile.group && !loaded.includes(tile)) {
        tile.group.remove();
        tile.group = null;
      }
    }
    for (const tile of loaded) {
      if (tile.group) continue;
      tile.group = document.createElementNS(SVG, "g");
      tile.group.setAttribute("class", "marks points");
      for (const papers of grouped(tile.papers).values()) {
        const path = document.createElementNS(SVG, "path");
        const colour = this.regions.get(papers[0].region)?.getAttribute("class") ?? "";
        path.setAttribute("class", `${colour} y${this.yearOf(papers[0])}`);
        path.setAttribute("d", pathOf(papers));
        tile.group.append(path);
      }
      this.marks.after(tile.group);
    }
  }

  /** Show a paper in the card and mark it on the map. */
  choose(paper) {
    if (!paper || paper === this.chosen) return;
    this.chosen = paper;
    const href = `${this.root}papers/${paper.address}/`;
    const link = document.createElement("a");
    link.href = href;
    link.dir = "auto";
    link.textContent = paper.title;
    const detail = document.createElement("span");
    const group = this.regions.get(paper.region);
    const region = group?.getAttribute("aria-label") ?? group?.dataset.name;
    detail.textContent = [region, paper.year].filter(Boolean).join(" · ");
    this.card.replaceChildren(link, detail);
    this.here.setAttribute("href", href);
    this.here.setAttribute("transform", `translate(${paper.x} ${paper.y})`);
    this.here.removeAttribute("hidden");
  }

  /** Choose the paper that an event points at. A touch that chooses another opens nothing: the next one does. */
  point(event) {
    const before = this.chosen;
    const reach = (REACH[event.pointerType] ?? REACH.mouse) * this.map.unit;
    this.choose(nearest(this.all, this.map.placeOf(event), reach));
    if (event.type === "pointerdown") this.isFresh = false;
    if (event.pointerType === "touch" && this.chosen !== before) this.isFresh = true;
  }

  key(event) {
    if (event.ctrlKey || event.metaKey || event.altKey || event.shiftKey) return;
    if (event.key === "Enter" && this.chosen) location.assign(this.here.href.baseVal);
    else if (event.key in ARROWS && this.all.length) this.step(ARROWS[event.key]);
    else return;
    event.preventDefault();
  }

  /** Go to the next paper in a direction, at first to the one in the middle. */
  step(direction) {
    const papers = this.all;
    const isSeen = this.chosen && papers.includes(this.chosen);
    const found = isSeen ? next(papers, this.chosen, direction) : nearest(papers, this.map.middle, Infinity);
    if (!found) return;
    this.choose(found);
    this.map.reveal(found);
  }
}

/** Let the papers of a map be found, at first the one that is asked for, or where something happened. */
export async function attach(map, event, asked) {
  const papers = new Papers(map);
  map.listeners.push(() => papers.load());
  map.svg.addEventListener("pointermove", (move) => !map.isDragged && papers.point(move));
  map.svg.addEventListener("pointerdown", (press) => papers.point(press));
  map.svg.addEventListener("keydown", (key) => papers.key(key), true);
  map.svg.addEventListener("click", (click) => papers.isFresh && click.preventDefault(), true);
  await papers.load();
  if (asked) papers.choose(papers.all.find((paper) => paper.x === asked.x && paper.y === asked.y));
  else if (event.pointerType) papers.point(event);
}
