/**
 * What a person's plain words find, and in what order. Pure: the engine looks up, this decides.
 *
 * Lunr joins words with OR, so four words out of an abstract seldom find it. Here, with the reasons:
 *
 * 1. A title of exactly these words comes first, then a name ("MaTVLM" before its colon) of exactly these:
 *    who types either wants that paper, though others may say the word more often.
 * 2. Papers with all words come before papers with fewer. These follow only where the first are fewer than
 *    a screen, and down to half of the words: one word may be wrong, but two of three rarely are.
 * 3. A word means its term, and may mean others: itself with a figure or a sign behind it ("Qwen2.5" is
 *    remembered as "qwen"), the words it begins (the last word only, as it may be unfinished) and close
 *    spellings (only where the index lacks the word, or no paper has all words).
 * 4. All words in the title before words here and there: titles are what people remember. Of such titles the
 *    shorter first: the fewer other words it has, the likelier it is these that were remembered.
 * 5. Then Lunr's score. A guessed word counts half of a typed one, and all guesses for a word count as one
 *    word, as common as they are together, or the strangest guess would win.
 * 6. Then the newer day.
 * 7. The first screen is read, as it is fetched anyway, in two parts, and of each within 1, 2 and 4 the papers that
 *    have the words as typed go first: stems make "engages" and "engaging" one, and know no order of words.
 */

import { weight } from "../index/archive.js";
import { isLetter } from "../index/text.js";

/** Results that fill a screen. */
export const SCREEN = 10;
/** How many of them are read and shown first: as many files as a browser fetches at once from a host (HTTP/1.1). */
export const FIRST = 6;
/** The title's place among the fields. */
const TITLE = 0;
/** The fields whose lengths count, by their place: in names and topics they say little, and would have to be fetched. */
export const MEASURED = [0, 1];
/** What a guessed word's weight counts beside a typed one's. */
const GUESSED = 0.5;

/**
 * One word of the query.
 * @typedef {{exact: Postings[], guesses: Postings[]}} Slot terms it means, and terms it may mean
 * @typedef {{papers: number, averages: number[], boosts: number[], b: number, k1: number, places: Uint32Array}} Figures
 *   `places` of the papers from the oldest to the newest
 */

/** Lunr's rarity of several terms taken as one. */
function commonRarity(terms, papers) {
  if (terms.length === 1) return terms[0].rarity;
  const found = Math.min(papers, terms.reduce((sum, term) => sum + term.found, 0));
  return Math.log(1 + Math.abs((papers - found + 0.5) / (found + 0.5)));
}

/** How many of the slots each paper has, by any of their terms in any field. */
function countSlots(slots, papers) {
  const having = new Uint8Array(papers);
  const noted = new Uint8Array(papers);
  for (let slot = 0; slot < slots.length; slot++) {
    for (const { fields } of slots[slot].exact.concat(slots[slot].guesses)) {
      for (const found of fields) {
        if (!found) continue;
        for (let i = 0; i < found.papers.length; i++) {
          const paper = found.papers[i];
          if (noted[paper] === slot + 1) continue;
          noted[paper] = slot + 1;
          having[paper]++;
        }
      }
    }
  }
  return having;
}

/**
 * Each wanted paper's weights for the best of the terms, summed over fields, times a factor; nought for others.
 * @param {Uint8Array} wanted a one for each paper that is
 */
function weigh(terms, factor, lengths, figures, wanted) {
  const worth = new Float64Array(figures.papers);
  if (!terms.length) return worth;
  const rarity = commonRarity(terms, figures.papers);
  for (let field = 0; field < figures.boosts.length; field++) {
    // A term alone is its field's best: its weights are added as they come.
    const best = terms.length > 1 ? new Map() : null;
    const average = figures.averages[field];
    for (const term of terms) {
      const found = term.fields[field];
      for (let i = 0; i < (found?.papers.length ?? 0); i++) {
        const paper = found.papers[i];
        if (!wanted[paper]) continue;
        const length = lengths[field]?.[paper] ?? average;
        const value = factor * weight(rarity, found.counts[i], length, average, figures.boosts[field], figures);
        if (!best) worth[paper] += value;
        else if (value > (best.get(paper) ?? 0)) best.set(paper, value);
      }
    }
    best?.forEach((value, paper) => (worth[paper] += value));
  }
  return worth;
}

/** Adds one for each paper that has any of the terms in its title. */
function noteTitles(terms, titled) {
  const seen = terms.length > 1 ? new Uint8Array(titled.length) : null;
  for (const term of terms) {
    for (const paper of term.fields[TITLE]?.papers ?? []) {
      if (seen?.[paper]) continue;
      if (seen) seen[paper] = 1;
      titled[paper]++;
    }
  }
}

/** Which papers have a name, and which a title, of exactly the words typed. */
function exactness(slots, titleLengths) {
  const slotsInTitle = new Uint8Array(titleLengths.length);
  const wordsInTitle = new Uint32Array(titleLengths.length);
  const names = new Map();
  for (const { exact } of slots) {
    noteTitles(exact, slotsInTitle);
    const inName = new Set();
    for (const term of exact) {
      const title = term.fields[TITLE];
      title?.papers.forEach((paper, i) => (wordsInTitle[paper] += title.counts[i]));
      term.names.papers.forEach((paper, i) => term.names.counts[i] === slots.length && inName.add(paper));
    }
    for (const paper of inName) names.set(paper, (names.get(paper) ?? 0) + 1);
  }
  return (paper) => {
    if (slotsInTitle[paper] === slots.length && wordsInTitle[paper] === titleLengths[paper]) return 2;
    return names.get(paper) === slots.length ? 1 : 0;
  };
}

/**
 * @param {Slot[]} slots the query's different words, at least one
 * @param {(Uint32Array|null)[]} lengths each field's number of terms in each paper; null counts as the average
 * @param {Figures} figures
 * @returns {{papers: number[], tiers: Uint16Array, whole: number}} best first; each paper's tier (rules 1, 2 and
 *   4); how many have all words
 */
export function rank(slots, lengths, figures) {
  const all = slots.length;
  const having = countSlots(slots, figures.papers);
  let whole = 0;
  for (let paper = 0; paper < having.length; paper++) if (having[paper] === all) whole++;
  const least = whole >= SCREEN ? all : Math.ceil(all / 2);
  const wanted = new Uint8Array(figures.papers);
  const papers = [];
  for (let paper = 0; paper < having.length; paper++) {
    if (having[paper] >= least) papers.push(paper);
    wanted[paper] = having[paper] >= least ? 1 : 0;
  }

  const titled = new Uint8Array(figures.papers);
  for (const slot of slots) noteTitles(slot.exact.concat(slot.guesses), titled);
  const exactnessOf = lengths[TITLE] ? exactness(slots, lengths[TITLE]) : () => 0;
  const tiers = new Uint16Array(figures.papers);
  for (const paper of papers) {
    tiers[paper] = 2 * (exactnessOf(paper) * (all + 1) + having[paper]) + (titled[paper] === all ? 1 : 0);
  }
  const others = (paper) => (titled[paper] === all ? (lengths[TITLE]?.[paper] ?? 0) : 0);
  const scores = scored(slots, lengths, figures, wanted);
  const { places } = figures;
  const better = (a, b) => tiers[b] - tiers[a] || others(a) - others(b) || scores[b] - scores[a] || places[b] - places[a];
  papers.sort(better);
  return { papers, tiers, whole };
}

/** Lunr's scores of the wanted papers: a word counts by its terms, or by the guesses for it where these are worth more. */
function scored(slots, lengths, figures, wanted) {
  const scores = new Float64Array(figures.papers);
  for (const slot of slots) {
    const exact = weigh(slot.exact, 1, lengths, figures, wanted);
    const guessed = weigh(slot.guesses, GUESSED, lengths, figures, wanted);
    for (let paper = 0; paper < scores.length; paper++) {
      if (wanted[paper]) scores[paper] += Math.max(exact[paper], guessed[paper]) / Math.sqrt(slots.length);
    }
  }
  return scores;
}

/** Whether a text has a word, or where it is unfinished one that begins so. */
function mentions(text, word, unfinished) {
  for (let at = text.indexOf(word); at >= 0; at = text.indexOf(word, at + 1)) {
    const end = at + word.length;
    if (!(at && isLetter(text[at - 1])) && (unfinished || end === text.length || !isLetter(text[end]))) return true;
  }
  return false;
}

/**
 * A part of the first screen once more, now that its texts are known: within a tier first by the query's words found
 * as they were typed, then by those in the title, then by how well the title keeps their order.
 * @param {string[]} words of the query, folded
 * @param {boolean} unfinished whether the last word may be the beginning of one
 * @param {{paper: number, tier: number, title: string[], rest: string}[]} screen title in folded words, rest as
 *   folded text
 * @returns {number[]} papers
 */
export function reread(words, unfinished, screen) {
  const last = words.length - 1;
  const read = screen.map(({ paper, tier, title, rest }, place) => {
    const find = (list, word, at) =>
      list.findIndex((each) => each === word || (unfinished && at === last && each.startsWith(word)));
    const places = words.map((word, at) => find(title, word, at));
    const inTitle = places.filter((found) => found >= 0).length;
    const anywhere = words.filter((word, at) => places[at] >= 0 || mentions(rest, word, unfinished && at === last)).length;
    let inOrder = 0;
    for (let at = 1; at < places.length; at++) {
      if (places[at - 1] < 0 || places[at] <= places[at - 1]) continue;
      inOrder += places[at] === places[at - 1] + 1 ? 2 : 1;
    }
    return { paper, place, marks: [tier, anywhere, inTitle, inOrder] };
  });
  const better = (a, b) => b.marks.map((mark, i) => mark - a.marks[i]).find(Boolean) ?? a.place - b.place;
  return read.sort(better).map(({ paper }) => paper);
}

/**
 * How far a spelling is from a word, in letters put in, taken out, changed or swapped with their neighbour;
 * anything beyond `most` is given as most + 1. (Damerau's distance, each part of a word edited once.)
 */
export function distance(a, b, most) {
  if (Math.abs(a.length - b.length) > most) return most + 1;
  let before = [];
  let row = Array.from({ length: b.length + 1 }, (_, j) => j);
  for (let i = 1; i <= a.length; i++) {
    const next = [i];
    let least = i;
    for (let j = 1; j <= b.length; j++) {
      let value = Math.min(row[j] + 1, next[j - 1] + 1, row[j - 1] + (a[i - 1] === b[j - 1] ? 0 : 1));
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) value = Math.min(value, before[j - 2] + 1);
      next.push(value);
      least = Math.min(least, value);
    }
    if (least > most) return most + 1;
    [before, row] = [row, next];
  }
  return row[b.length];
}

/** How many letters a word may be wrong in: none in the shortest, where every word is near every other. */
export const tolerance = (word) => (word.length < 3 ? 0 : word.length < 8 ? 1 : 2);

/**
 * The archive's words nearest to a word that it lacks, nearest first.
 * @param {string} word folded
 * @param {[string, string][]} known folded words, each with the word as the archive has it
 */
export function nearest(word, known, most = 8) {
  const limit = tolerance(word);
  const found = [];
  for (const [folded, as] of known) {
    const apart = folded === word ? 0 : distance(word, folded, limit);
    if (apart <= limit) found.push({ as, apart, first: folded[0] === word[0] ? 0 : 1, folded });
  }
  found.sort((a, b) => a.apart - b.apart || a.first - b.first || (a.folded < b.folded ? -1 : 1));
  const least = found.length ? found[0].apart : 0;
  return found.filter((each) => each.apart === least).slice(0, most).map((each) => each.as);
}
