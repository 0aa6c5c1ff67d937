/** lunr.js 2.3.9, which tests compare with, and random choices. */

import lunr from "lunr";

// Mends a fault of 2.3.9 (lunr.js issue 503): it names the nodes of a term set by letters and numbers without a
// separator, so that a term with digits may replace another.
lunr.TokenSet.prototype.toString = function () {
  const edges = Object.keys(this.edges).sort();
  return (this._str ??= edges.reduce((text, label) => `${text}\0${label}\0${this.edges[label].id}`, this.final ? "1" : "0"));
};

export { lunr };

/** Return a generator of numbers from 0 to 1, the same for the same seed (mulberry32). */
export function random(seed) {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}

export const pick = (next, list) => list[Math.floor(next() * list.length)];
