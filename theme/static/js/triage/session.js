/**
 * What a reader decided on the papers of a day: their addresses, kept and skipped. A session is not changed; functions
 * return another one.
 * @typedef {{kept: string[], skipped: string[]}} Session
 */

/** @type {Session} */
export const EMPTY = { kept: [], skipped: [] };

/** The number of days whose sessions are stored. */
const DAYS = 30;

/** Return the session with a paper kept, skipped, or neither ("") of the two. */
export function decide(session, address, decision) {
  const without = (list) => list.filter((other) => other !== address);
  const next = { kept: without(session.kept), skipped: without(session.skipped) };
  if (decision) next[decision].push(address);
  return next;
}

/** Return the place of the first paper without a decision, or the number of papers. */
export function firstUndecided({ kept, skipped }, addresses) {
  const decided = new Set([...kept, ...skipped]);
  const place = addresses.findIndex((address) => !decided.has(address));
  return place < 0 ? addresses.length : place;
}

/** Return the stored sessions with one of them replaced; the days that were changed last are kept. */
export function withSession(sessions, day, session) {
  const { [day]: _, ...others } = sessions;
  return Object.fromEntries([...Object.entries(others), [day, session]].slice(-DAYS));
}

/** Return the session of a day from what is stored, which may be damaged. */
export function sessionOf(sessions, day) {
  const { kept, skipped } = sessions?.[day] ?? {};
  return Array.isArray(kept) && Array.isArray(skipped) ? { kept, skipped } : EMPTY;
}

const ACTIONS = { j: "skip", ArrowRight: "skip", k: "back", ArrowLeft: "back", o: "open", s: "keep" };

/** Return what a key does, or undefined. Keys that are held down or pressed with others do nothing. */
export function actionOf({ key, repeat, ctrlKey, metaKey, altKey, shiftKey }) {
  if (repeat || ctrlKey || metaKey || altKey || shiftKey) return undefined;
  return Object.hasOwn(ACTIONS, key) ? ACTIONS[key] : undefined;
}
