/** Papers on the map as numbers: read from a file, found by place, drawn as paths. */

import { addressOf } from "../site/address.js";

/** Return the papers of a file, whose columns hold one thing each. */
export function papersOf(columns) {
  return columns.x.map((x, index) => {
    const [year, title] = [columns.year[index], columns.title[index]];
    const address = addressOf(year, columns.slug[index], title);
    return { x, y: columns.y[index], region: columns.region[index], year, title, address };
  });
}

/** Return the paper nearest to a place, if there is one within so many units. */
export function nearest(papers, place, reach) {
  let found = null;
  let least = reach * reach;
  for (const paper of papers) {
    const square = (paper.x - place.x) ** 2 + (paper.y - place.y) ** 2;
    if (square <= least) [found, least] = [paper, square];
  }
  return found;
}

/** Directions on the map, by the key that goes there. */
export const ARROWS = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };

/** Return the next paper in a direction: near, and rather ahead than beside. */
export function next(papers, from, [right, down]) {
  let found = null;
  let least = Infinity;
  for (const paper of papers) {
    const ahead = (paper.x - from.x) * right + (paper.y - from.y) * down;
    const beside = Math.abs((paper.x - from.x) * down) + Math.abs((paper.y - from.y) * right);
    if (ahead <= 0 || beside > ahead * 2) continue;
    const cost = ahead + beside * 2;
    if (cost < least) [found, least] = [paper, cost];
  }
  return found;
}

/** Return whether a square has a part in a view. */
export const overlaps = (tile, view) =>
  tile.x < view.x + view.width &&
  tile.x + tile.side > view.x &&
  tile.y < view.y + view.height &&
  tile.y + tile.side > view.y;

/** Return the data of a path that has a dot at each place. */
export const pathOf = (places) => places.map(({ x, y }) => `M${x} ${y}h0`).join("");

/** Return the papers by region and year: those of a group look alike. */
export function grouped(papers) {
  const groups = new Map();
  for (const paper of papers) {
    const key = `${paper.region} ${paper.year}`;
    if (!groups.has(key)) groups.set(key, []);
    groups.get(key).push(paper);
  }
  return groups;
}
