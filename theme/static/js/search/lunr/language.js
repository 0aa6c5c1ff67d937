/**
 * Lunr's query language, as lunr.js 2.3.9 reads it: `+must`, `-mustnot`, `title:word`, `wild*card`,
 * `typo~1`, `boost^3`, `\` before a character that should mean itself.
 */

export const OPTIONAL = 1;
export const REQUIRED = 2;
export const PROHIBITED = 3;

/** The text is no query in Lunr's language. */
export class QueryError extends Error {}

/**
 * @typedef {{term: string, fields: number[], boost: number, stemmed: boolean, presence: number,
 *   distance: number}} Clause distance is -1 where none was asked for; fields by their place in the index
 */

const DIGITS = /[0-9]*/y;

/** Cuts a query into [type, text] pairs; types are field, term, distance, boost and presence. */
function lexemes(query) {
  const found = [];
  let start = 0;
  let at = 0;
  let text = "";
  const emit = (type) => {
    found.push([type, text]);
    text = "";
  };
  while (at < query.length) {
    const char = query[at];
    if (char === "\\") {
      text += query[at + 1] ?? "";
      at += 2;
    } else if (char === ":") {
      emit("field");
      start = at += 1;
    } else if (char === "~" || char === "^") {
      if (at > start) emit("term");
      DIGITS.lastIndex = at + 1;
      const digits = DIGITS.exec(query)[0];
      found.push([char === "~" ? "distance" : "boost", digits]);
      start = at += 1 + digits.length;
    } else if ((char === "+" || char === "-") && at === start) {
      found.push(["presence", char]);
      start = at += 1;
    } else if (/[\s-]/.test(char)) {
      if (at > start) emit("term");
      start = at += 1;
    } else {
      text += char;
      at += 1;
    }
  }
  if (at > start) emit("term");
  return found;
}

/**
 * @param {string} query
 * @param {string[]} fields the index's fields
 * @returns {Clause[]}
 * @throws {QueryError} where lunr.js throws a QueryParseError
 */
export function parse(query, fields) {
  const all = fields.map((_, place) => place);
  const clauses = [];
  let clause = null;
  let before = "";
  for (const [type, text] of [...lexemes(query), ["end", ""]]) {
    const open = before === "presence" || before === "field";
    const ended = before === "term" || before === "distance" || before === "boost";
    if (open && !(type === "term" || (type === "field" && before === "presence"))) {
      throw new QueryError(`a word is missing after ${before === "field" ? "the field" : "+ or -"}`);
    }
    if (type === "distance" || type === "boost") {
      if (!ended) throw new QueryError(`a word is missing before ${type === "boost" ? "^" : "~"}`);
      if (!text) throw new QueryError(`a number is missing after ${type === "boost" ? "^" : "~"}`);
      clause[type] = Number(text);
    } else {
      if (ended) {
        clauses.push(clause);
        clause = null;
      }
      clause ??= { term: "", fields: all, boost: 1, stemmed: true, presence: OPTIONAL, distance: -1 };
      if (type === "presence") clause.presence = text === "+" ? REQUIRED : PROHIBITED;
      if (type === "field") {
        if (!fields.includes(text)) throw new QueryError(`there is no field “${text}”`);
        clause.fields = [fields.indexOf(text)];
      }
      if (type === "term") {
        clause.term = text.toLowerCase();
        clause.stemmed = !text.includes("*");
      }
    }
    before = type;
  }
  return clauses;
}
