/** The map's view: zoom and pan by buttons, keys, wheel and fingers.  */

import { ARROWS } from "./points.js";

const PHONE = 340; // pixels: as wide as the map is on level 0
const LEVELS = 6;
const CLOSEST = 64;
const NEAR = 8; // times nearer than all of it, to show a paper among its neighbours
const STEP = 1.5;
const KEPT = "daybook-map"; // the view, until a reader comes back to it

/** Return the units of the map that a pixel stands for, for a view that is fitted into an element. */
export const unitOf = (view, size) => Math.max(view.width / size.width, view.height / size.height);

/** Return the level on which labels are shown, for a map of so many units in width. */
export function levelOf(width, unit) {
  const level = Math.floor(Math.log2(width / unit / PHONE) + 0.01);
  return Math.min(Math.max(level, 0), LEVELS - 1);
}

/** Return a view with its middle in the box, neither larger than the box nor too small to make anything out. */
export function within(view, box) {
  const width = Math.min(Math.max(view.width, box.width / CLOSEST), box.width);
  const height = (width * box.height) / box.width;
  const x = view.x + (view.width - width) / 2;
  const y = view.y + (view.height - height) / 2;
  return {
    x: Math.min(Math.max(x, box.x), box.x + box.width - width),
    y: Math.min(Math.max(y, box.y), box.y + box.height - height),
    width,
    height,
  };
}

/** Return a view enlarged by a factor, in which a point stays where it is. */
export function zoomed(view, box, factor, point) {
  const width = Math.min(Math.max(view.width / factor, box.width / CLOSEST), box.width);
  const scale = width / view.width;
  const moved = {
    x: point.x - (point.x - view.x) * scale,
    y: point.y - (point.y - view.y) * scale,
    width,
    height: view.height * scale,
  };
  return within(moved, box);
}

/** Return a view moved by shares of its own size. */
export const panned = (view, box, right, down) =>
  within({ ...view, x: view.x + view.width * right, y: view.y + view.height * down }, box);

/** Return the middle of a view. */
const middleOf = (view) => ({ x: view.x + view.width / 2, y: view.y + view.height / 2 });

/** Return a view that has a point in it, not at its edge. */
export function showing(view, box, point) {
  const margin = view.width / 10;
  const over = (value, start, size) => Math.min(value - start - margin, 0) + Math.max(value - start - size + margin, 0);
  const x = view.x + over(point.x, view.x, view.width);
  const y = view.y + over(point.y, view.y, view.height);
  return within({ ...view, x, y }, box);
}

/** Return the place of the paper that an address of the map asks for, such as ``?at=12,-34``: each has its own. */
export function askedFor(search) {
  const place = new URLSearchParams(search).get("at")?.match(/^(-?\d+),(-?\d+)$/);
  return place ? { x: Number(place[1]), y: Number(place[2]) } : null;
}

/** Return a view with a point in its middle, as near as names of small regions are shown. */
export function around(point, box) {
  const width = box.width / NEAR;
  const height = box.height / NEAR;
  return within({ x: point.x - width / 2, y: point.y - height / 2, width, height }, box);
}

/** A map on the page: its view, and who is told when it changes. */
class MapView {
  constructor(figure) {
    this.figure = figure;
    this.svg = figure.querySelector("svg.map-view");
    const [x, y, width, height] = this.svg.getAttribute("viewBox").split(" ").map(Number);
    this.box = { x, y, width, height };
    this.view = this.box;
    this.listeners = [];
    this.svg.setAttribute("role", "application");
  }

  get middle() {
    return middleOf(this.view);
  }

  get unit() {
    return unitOf(this.view, this.svg.getBoundingClientRect());
  }

  show(view) {
    this.view = view;
    this.svg.setAttribute("viewBox", `${view.x} ${view.y} ${view.width} ${view.height}`);
    this.svg.dataset.level = levelOf(this.box.width, this.unit);
    this.svg.style.setProperty("--unit", `${this.unit}px`);
    const zoom = this.box.width / view.width;
    this.svg.classList.toggle("zoomed", zoom > 1);
    for (const button of this.figure.querySelectorAll("[data-zoom]")) {
      const isOut = button.dataset.zoom !== "in";
      button.setAttribute("aria-disabled", String(isOut ? zoom <= 1 : zoom >= CLOSEST));
    }
    for (const listener of this.listeners) listener();
  }

  /** Return the place on the map of a place in the window. */
  placeOf({ clientX, clientY }) {
    const matrix = this.svg.getScreenCTM();
    return matrix ? new DOMPoint(clientX, clientY).matrixTransform(matrix.inverse()) : this.middle;
  }

  zoom(factor, point = this.middle) {
    this.show(factor ? zoomed(this.view, this.box, factor, point) : this.box);
  }

  pan(right, down) {
    this.show(panned(this.view, this.box, right, down));
  }

  /** Move the view as far as a point needs to be seen. */
  reveal(point) {
    this.show(showing(this.view, this.box, point));
  }
}

/** Return the view from before a reader left the map, if they come back to it. */
function viewBefore() {
  if (performance.getEntriesByType("navigation")[0]?.type !== "back_forward") return null;
  try {
    const kept = JSON.parse(sessionStorage.getItem(KEPT));
    return ["x", "y", "width", "height"].every((name) => Number.isFinite(kept[name])) ? kept : null;
  } catch {
    return null; // nothing was kept, or the browser keeps nothing for this site
  }
}

function keep(view) {
  try {
    sessionStorage.setItem(KEPT, JSON.stringify(view));
  } catch {
    // The browser keeps nothing for this site.
  }
}

const FACTORS = { in: STEP, out: 1 / STEP, all: 0 };
const KEYS = { "+": "in", "=": "in", "-": "out", _: "out", 0: "all" };

function onKey(map, event) {
  if (event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented) return;
  if (event.key in KEYS) map.zoom(FACTORS[KEYS[event.key]]);
  else if (event.key in ARROWS) map.pan(...ARROWS[event.key].map((share) => share / 4));
  else return;
  event.preventDefault();
}

/** Zoom by the wheel; what would lead out of the map scrolls the page. */
function onWheel(map, event) {
  const isOut = event.deltaY > 0 && map.view.width >= map.box.width;
  const isIn = event.deltaY < 0 && map.view.width <= map.box.width / CLOSEST;
  if (isOut || isIn || !event.deltaY) return;
  event.preventDefault();
  const pixels = event.deltaMode ? event.deltaY * 33 : event.deltaY;
  map.zoom(2 ** (-Math.max(-200, Math.min(200, pixels)) / 240), map.placeOf(event));
}

/** Pan by one finger or the mouse, zoom by two fingers. */
function followPointers(map) {
  const held = new Map();
  const spread = ([one, other]) => Math.hypot(one.clientX - other.clientX, one.clientY - other.clientY);
  map.svg.addEventListener("pointerdown", (event) => {
    if (event.button === 0) held.set(event.pointerId, event);
  });
  addEventListener("pointermove", (event) => {
    const before = held.get(event.pointerId);
    if (!before || held.size > 2) return;
    if (held.size === 2) {
      const distance = spread([...held.values()]);
      held.set(event.pointerId, event);
      const [one, other] = [...held.values()];
      const middle = { clientX: (one.clientX + other.clientX) / 2, clientY: (one.clientY + other.clientY) / 2 };
      map.zoom(spread([one, other]) / (distance || 1), map.placeOf(middle));
      return;
    }
    const isDrag = map.isDragged || Math.hypot(event.clientX - before.clientX, event.clientY - before.clientY) > 4;
    if (!isDrag || map.view.width >= map.box.width) return;
    map.isDragged = true;
    const unit = map.unit;
    const x = map.view.x + (before.clientX - event.clientX) * unit;
    const y = map.view.y + (before.clientY - event.clientY) * unit;
    held.set(event.pointerId, event);
    map.show(within({ ...map.view, x, y }, map.box));
  });
  const letGo = (event) => held.delete(event.pointerId);
  addEventListener("pointerup", letGo);
  addEventListener("pointercancel", letGo);
  // The click that ends a drag opens nothing.
  map.svg.addEventListener("click", (event) => map.isDragged && event.preventDefault(), true);
  map.svg.addEventListener("pointerdown", () => (map.isDragged = false), true);
  map.svg.addEventListener("dragstart", (event) => event.preventDefault());
}

/** Bring a map to life; ``event`` is what first happened on it, or the page's own arrival. */
export async function start(figure, event) {
  const map = new MapView(figure);
  const asked = askedFor(location.search);
  const before = viewBefore();
  map.show(before ? within(before, map.box) : asked ? around(asked, map.box) : map.box);
  addEventListener("pagehide", () => keep(map.view));
  map.svg.addEventListener("wheel", (wheel) => onWheel(map, wheel), { passive: false });
  map.svg.addEventListener("keydown", (key) => onKey(map, key));
  for (const button of figure.querySelectorAll("[data-zoom]")) {
    button.addEventListener("click", () => map.zoom(FACTORS[button.dataset.zoom]));
  }
  followPointers(map);
  new ResizeObserver(() => map.show(map.view)).observe(map.svg);
  const { attach } = await import("./papers.js");
  await attach(map, event, asked);
}
