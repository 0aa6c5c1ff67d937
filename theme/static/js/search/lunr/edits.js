/** The terms within a number of edits of a term, as lunr.js 2.3.9 finds them (lunr.TokenSet.fromFuzzyString). */

/** Work for one query, in states visited: without a bound, a query could keep the worker busy for good. */
export const MAX_STEPS = 8e6;

/**
 * An automaton over the letters of candidates. A state is the rest of the term (its letters from a position on, after a
 * letter held back by a swap, or -1) and the edits left, encoded as one number. Unlike Damerau's distance, letters may
 * be inserted between swapped ones, but none deleted before them.
 */
class EditAutomaton {
  constructor(term, maxEdits) {
    this.term = term;
    this.width = term.length + 2;
    this.maxEdits = maxEdits;
  }

  encode(position, held, edits) {
    return (position * this.width + held + 1) * (this.maxEdits + 1) + edits;
  }

  editsOf(state) {
    return state % (this.maxEdits + 1);
  }

  heldOf(state) {
    return (Math.floor(state / (this.maxEdits + 1)) % this.width) - 1;
  }

  positionOf(state) {
    return Math.floor(state / (this.maxEdits + 1) / this.width);
  }

  lettersLeft(position, held) {
    return this.term.length - position + (held < 0 ? 0 : 1);
  }

  /** Add a state, and the states reached from it by deleting letters of the term. */
  add(states, position, held, edits) {
    const state = this.encode(position, held, edits);
    if (states.has(state)) return;
    states.add(state);
    if (edits === 0 || this.lettersLeft(position, held) < 2) return;
    this.add(states, held < 0 ? position + 1 : position, -1, edits - 1);
  }

  start() {
    const states = new Set();
    this.add(states, 0, -1, this.maxEdits);
    return states;
  }

  /** Return the states after a letter. */
  step(states, letter) {
    const { term } = this;
    const next = new Set();
    for (const state of states) {
      const [position, held, edits] = [this.positionOf(state), this.heldOf(state), this.editsOf(state)];
      const left = this.lettersLeft(position, held);
      const first = held < 0 ? term[position] : term[held];
      const after = held < 0 ? position + 1 : position;
      if (left > 0 && (first === letter || first === "*")) this.add(next, after, -1, edits);
      if (edits === 0) continue;
      this.add(next, position, held, edits - 1); // inserted
      if (left > 0) this.add(next, after, -1, edits - 1); // substituted
      if (left > 1 && (term[after] === letter || term[after] === "*")) {
        this.add(next, after + 1, held < 0 ? position : held, edits - 1); // swapped
      }
    }
    return next;
  }

  /** Return whether a candidate may end in one of the states. */
  isFinal(states) {
    for (const state of states) {
      const left = this.lettersLeft(this.positionOf(state), this.heldOf(state));
      if (left === 0 || (left === 1 && this.editsOf(state) > 0)) return true;
    }
    return false;
  }
}

function sharedPrefix(a, b) {
  let length = 0;
  while (length < a.length && length < b.length && a[length] === b[length]) length++;
  return length;
}

/**
 * Return the terms within a number of edits of a term.
 * @param {string[]} terms sorted, so that shared prefixes are stepped through once
 * @returns {{terms: string[], complete: boolean}} not complete if the work reached `maxSteps`
 */
export function withinEdits(terms, term, maxEdits, maxSteps = MAX_STEPS) {
  const automaton = new EditAutomaton(term, maxEdits);
  const found = [];
  const stack = [automaton.start()];
  let before = "";
  let steps = 0;
  for (const candidate of terms) {
    stack.length = Math.min(stack.length, sharedPrefix(candidate, before) + 1);
    before = candidate;
    while (stack.length <= candidate.length) {
      const states = stack.at(-1);
      if (!states.size) break;
      steps += states.size;
      stack.push(automaton.step(states, candidate[stack.length - 1]));
    }
    if (stack.length === candidate.length + 1 && automaton.isFinal(stack[candidate.length])) found.push(candidate);
    if (steps > maxSteps) return { terms: found, complete: false };
  }
  return { terms: found, complete: true };
}
