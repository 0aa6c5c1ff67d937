/** Patterns over a sorted list of terms: Lunr's wildcards and edit distances, and spellings near a word. */

/** Work a pattern may take, in steps; an unbounded one would stop the reader for good. */
export const MOST_STEPS = 8e6;

/** A test for a term with `*`, each for any letters or none. */
export function wildcard(pattern) {
  const parts = pattern.split("*");
  return (term) => {
    let at = parts[0].length;
    if (!term.startsWith(parts[0])) return false;
    for (const part of parts.slice(1, -1)) {
      const found = term.indexOf(part, at);
      if (found < 0) return false;
      at = found + part.length;
    }
    const last = parts[parts.length - 1];
    return term.length >= at + last.length && term.endsWith(last) && term.length > 0;
  };
}

/**
 * The states of Lunr's automaton for a term and a number of edits (lunr.TokenSet.fromFuzzyString): a state
 * is what is left of the term (from a place on, after a letter held back by a swap) and the edits left.
 * Unlike Damerau's distance, letters may be put between swapped ones but none taken out before them.
 */
class Edits {
  constructor(term, most) {
    this.term = term;
    this.width = term.length + 2;
    this.most = most;
  }

  code = (place, held, edits) => (place * this.width + held + 1) * (this.most + 1) + edits;

  /** Adds a state and those that taking letters out of the term leads to. */
  add(states, place, held, edits) {
    const code = this.code(place, held, edits);
    if (states.has(code)) return;
    states.add(code);
    const left = this.term.length - place + (held < 0 ? 0 : 1);
    if (edits > 0 && left > 1) this.add(states, ...(held < 0 ? [place + 1, -1] : [place, -1]), edits - 1);
  }

  start() {
    const states = new Set();
    this.add(states, 0, -1, this.most);
    return states;
  }

  /** The states after a letter, and whether a term may end there. */
  step(states, letter) {
    const { term } = this;
    const next = new Set();
    let final = false;
    for (const code of states) {
      const edits = code % (this.most + 1);
      const rest = (code - edits) / (this.most + 1);
      const held = (rest % this.width) - 1;
      const place = Math.floor(rest / this.width);
      const left = term.length - place + (held < 0 ? 0 : 1);
      const first = held < 0 ? term[place] : term[held];
      const after = held < 0 ? place + 1 : place;
      if (left > 0 && (first === letter || first === "*")) this.add(next, after, -1, edits);
      if (edits === 0) continue;
      this.add(next, place, held, edits - 1);
      if (left > 0) this.add(next, after, -1, edits - 1);
      if (left > 1 && (term[after] === letter || term[after] === "*")) {
        this.add(next, after + 1, held < 0 ? place : held, edits - 1);
      }
    }
    for (const code of next) {
      const edits = code % (this.most + 1);
      const rest = (code - edits) / (this.most + 1);
      const held = (rest % this.width) - 1;
      const left = term.length - Math.floor(rest / this.width) + (held < 0 ? 0 : 1);
      if (left === 0 || (left === 1 && edits > 0)) final = true;
    }
    return { states: next, final };
  }
}

/**
 * The terms within so many edits of a term, as lunr.js finds them.
 * @param {string[]} terms in order, so that shared beginnings are looked at once
 * @returns {{terms: string[], whole: boolean}} not whole where the work would have been too much
 */
export function near(terms, term, distance, most = MOST_STEPS) {
  const edits = new Edits(term, distance);
  const found = [];
  const stack = [{ states: edits.start(), final: false }];
  let before = "";
  let steps = 0;
  for (const candidate of terms) {
    let depth = 0;
    while (depth < candidate.length && depth < before.length && candidate[depth] === before[depth]) depth++;
    stack.length = Math.min(stack.length, depth + 1);
    before = candidate;
    while (stack.length <= candidate.length) {
      const { states } = stack[stack.length - 1];
      if (!states.size) break;
      steps += states.size;
      stack.push(edits.step(states, candidate[stack.length - 1]));
    }
    if (stack.length === candidate.length + 1 && stack[candidate.length].final) found.push(candidate);
    if (steps > most) return { terms: found, whole: false };
  }
  return { terms: found, whole: true };
}
