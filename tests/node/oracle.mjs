/** lunr.js 2.3.9 as the oracle, and what random tests draw from. */

import lunr from "lunr";

// Where 2.3.9 is wrong: it names a node of its term set by letters and numbers run together, so terms with
// digits in them can take one another's place. With signs between, nothing is lost (lunr.js issue 503).
lunr.TokenSet.prototype.toString = function () {
  const edges = Object.keys(this.edges).sort();
  return (this._str ??= edges.reduce((text, label) => `${text}\0${label}\0${this.edges[label].id}`, this.final ? "1" : "0"));
};

export { lunr };

/** Numbers from 0 to 1 that are the same for the same seed (mulberry32). */
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
