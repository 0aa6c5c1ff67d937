/**
 * Lunr's query language, as lunr.js 2.3.9 reads it: `+must`, `-mustnot`, `title:word`, `wild*card`, `typo~1`,
 * `boost^3`, and `\` before a character that stands for itself.
 */

export const OPTIONAL = 1;
export const REQUIRED = 2;
export const PROHIBITED = 3;

/** The text is not a query in Lunr's language. */
export class QueryError extends Error {}

/**
 * @typedef {{term: string, fields: number[], boost: number, stemmed: boolean, presence: number, distance: number}}
 *   Clause `fields` by their place in the index; `distance` in edits, -1 if the query gives none
 * @typedef {"field"|"term"|"distance"|"boost"|"presence"|"end"} LexemeType
 */

const SIGN = /[:~^*+\\-]/;
/** Longer queries are pasted sentences, which may have "+4.3" or "A*", unless most of their words have signs. */
const LONG = 12;
const DIGITS = /[0-9]*/y;

/**
 * Return whether a query uses Lunr's language. Signs count only where plain words would not have them, so that a title
 * with a colon, a dash or a ^ is taken for plain words.
 * @param {string[]} fields the index's fields
 */
export function isLanguage(query, fields) {
  if (!SIGN.test(query)) return false;
  const signs = [
    `(^|\\s)[+-]?(${fields.join("|")}):[^\\s:]`,
    "(^|\\s)[+-][\\p{L}\\p{N}]",
    "[^\\s][~^][0-9]+([\\s~^]|$)",
    "[*]",
    "\\\\[:~^*+\\\\-]",
  ];
  const pattern = new RegExp(signs.join("|"), "u");
  const words = query.trim().split(/\s+/);
  return words.length > LONG ? 2 * words.filter((word) => pattern.test(word)).length > words.length : pattern.test(query);
}

/** @returns {[LexemeType, string][]} */
function lexemesOf(query) {
  const lexemes = [];
  let start = 0;
  let at = 0;
  let text = "";
  const emit = (type) => {
    lexemes.push([type, text]);
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
      lexemes.push([char === "~" ? "distance" : "boost", digits]);
      start = at += 1 + digits.length;
    } else if ((char === "+" || char === "-") && at === start) {
      lexemes.push(["presence", char]);
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
  return lexemes;
}

const SIGN_OF = { distance: "~", boost: "^" };

/** Refuse a lexeme that may not follow the one before. */
function checkOrder(before, type, text) {
  const open = before === "presence" || before === "field";
  if (open && type !== "term" && !(type === "field" && before === "presence")) {
    throw new QueryError(`a word is missing after ${before === "field" ? "the field" : "+ or -"}`);
  }
  if (!(type in SIGN_OF)) return;
  if (!endsClause(before)) throw new QueryError(`a word is missing before ${SIGN_OF[type]}`);
  if (!text) throw new QueryError(`a number is missing after ${SIGN_OF[type]}`);
}

const endsClause = (type) => type === "term" || type in SIGN_OF;

/** Put a lexeme into the clause that it belongs to. */
function apply(clause, type, text, fields) {
  if (type in SIGN_OF) clause[type] = Number(text);
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

/**
 * Parse a query.
 * @param {string} query
 * @param {string[]} fields the index's fields
 * @returns {Clause[]}
 * @throws {QueryError} where lunr.js throws a QueryParseError
 */
export function parse(query, fields) {
  const allFields = fields.map((_, place) => place);
  const clauses = [];
  let before = "";
  for (const [type, text] of lexemesOf(query)) {
    checkOrder(before, type, text);
    const continues = type in SIGN_OF || (clauses.length > 0 && !endsClause(before));
    if (!continues) {
      clauses.push({ term: "", fields: allFields, boost: 1, stemmed: true, presence: OPTIONAL, distance: -1 });
    }
    apply(clauses.at(-1), type, text, fields);
    before = type;
  }
  checkOrder(before, "end", "");
  return clauses;
}
