/** What readers write around the words they look for: `papers about …`, AND, OR and NOT, a blank behind `title:`. */

/** Fields as other searches name them, arXiv's and Google's, and other languages, or as they are misspelt. */
const ELSEWHERE = new Map(Object.entries({
  all: "", ti: "title", au: "author", abs: "abstract", cat: "tag", category: "tag", intitle: "title", inauthor: "author", by: "author",
  ...{ venue: "tag", journal: "tag", conference: "tag", keyword: "tag", keywords: "tag", summary: "abstract", auther: "author", tittle: "title" },
  ...{ autor: "author", autoren: "author", auteur: "author", titel: "title", titre: "title", titulo: "title", "t\u00edtulo": "title" },
  ...{ jahr: "year", "a\u00f1o": "year", "ann\u00e9e": "year", "\u4f5c\u8005": "author", "\u6807\u9898": "title", "\u6a19\u984c": "title" },
}));
const FIELDS = `title|abstract|authors?|tags?|topic|notes|${[...ELSEWHERE.keys()].join("|")}`;
/** `title: survey`; of a pasted "Abstract: We show …" more words follow. */
const SPACED_FIELD = new RegExp(`(^|\\s)([+-]?(?:${FIELDS}|date|year|before|until|after|since)):\\s+(?=[^\\s:]+(?:\\s+\\S+){0,3}\\s*$)`, "i");
const FIELD = new RegExp(`(^|\\s)([+-]?)(${FIELDS})(?::(?=\\S)|=(?=[^\\s\\d=<>{]))`, "gi");
/** Words of one field, `ti:(old tides)`, and a name as arXiv's search has it, `au:Tarn_I`. */
const GROUP = /(?<=^|\s)([+-]?)(title|abstract|author|tag|topic):\(([^()"]*)\)/g;
const NAME = /(?<=(?:^|\s)[+-]?author:)([^\s"_]+(?:_[^\s"_]{3,})*)(?:_(\p{L}{1,2}))?(?=\s|$)/gu;
const REQUEST = new RegExp(
  "^\\s*(?:(?:(?:please\\s+)?(?:find|show|give|list|search)(?:\\s+me|\\s+for)?|(?:i\\s?a?['\u2019]?m\\s+)?looking\\s+for|are\\s+there)\\s+)?" +
    "(?:(?:the|all|any|some|best|good|recent|new|newest|latest)\\s+)*(?:papers?|articles?|preprints?)\\s+" +
    "(?:(?:(?:that|which)\\s+)?(?:about|on|of|by|from|in|using|uses?)\\s+(?=\\S)|(?=(?:last|past|previous|this|today|yesterday)\\b))", "i",
);
const PAPERS = "(?:papers?|articles?|preprints?|publications?)";
/** What a question begins with that is not about a paper. */
const FRAME = new RegExp(
  "^\\s*(?:(?:please\\s+)?(?:show|give|find)(?:\\s+me)?\\s+)?(?:" +
    [
      "(?:what|which)(?:['\u2019]s|\\s+(?:is|are))\\s+(?:the\\s+)?(?:best|latest|newest|current|state[ -]of[ -]the[ -]art|sota)\\s+(?:open[ -]?source\\s+)?" +
        `(?:models?|methods?|approach(?:es)?|ways?|techniques?|${PAPERS})\\s+(?:for|to|on|of|about|in)`,
      `(?:(?:can|could)\\s+(?:you|i)\\s+|do\\s+you\\s+|is\\s+there\\s+|are\\s+there\\s+)(?:(?:find|show|give|have|know|recommend|me|an?|any|some|please)\\s+)*(?:${PAPERS}|work|research)\\s+(?:about|on|of|for|that|which)`,
      `(?:the\\s+)?(?:most|top|highest|best)[ -](?:cited|(?:up)?voted|popular|liked|read|rated|influential)(?:\\s+${PAPERS})?(?:\\s+(?:on|about|of|in|for|by))?`,
      `(?:top|best)\\s+\\d+\\s+${PAPERS}(?:\\s+(?:on|about|of|in|for|by))?`,
      `${PAPERS}\\s+(?:(?:similar|related)\\s+to|like|\u00fcber|von|zum?|zur)`,
      `(?:which|what)\\s+${PAPERS}\\s+(?:cites?|uses?|study|studies|mentions?|proposes?|introduces?)`,
      `(?:that|the|an?)\\s+(?:one\\s+)?${PAPERS}\\s+(?:where|in\\s+which|about|on|that|which|with)(?:\\s+(?:they|you|we|it)(?=\\s))?`,
      "who\\s+(?:wrote|invented|proposed|introduced|created|(?:is|are)\\s+the\\s+(?:first\\s+)?authors?\\s+of)",
      "differences?\\s+between", "first\\s+author", "tell\\s+me\\s+about", "was\\s+(?:ist|sind)",
    ].join("|") + ")\\s+(?=\\S)", "i",
);
/** The same in Chinese and Japanese, around what is asked about. */
const AROUND = /^\s*(?:(?:关于|有关|關於)(.+?)的?(?:论文|論文|文章)|(.+?)(?:に関する|についての)論文)\s*$/;
/** "mamba papers", "Tarn's paper on tides": not "summaries of papers", "scientific papers". */
const SOUGHT = new RegExp(
  "(?<!(?:^|\\s)(?:scientific|academic|research|arxiv|conference|medical|review|white|of|for|from|in|into|on|to|the|these|all|with))" +
    `(?:['\u2019]s)?\\s+${PAPERS}(?:\\s+(?:on|about|by|from|where|that|which)(?=\\s+\\S)|\\s*$)`, "i",
);
/** What readers end a request with. */
const PLEASE = /(?<=\S),?\s+(?:please|pls|thanks)[.!?]*\s*$/i;
const NOT = /(\S)\s+(?:AND\s+)?NOT\s+(?=[\p{L}\p{N}"\u201c])/gu;
const OR = /([\p{L}\p{N}])\s+OR\s+(?=[\p{L}\p{N}])/gu;
/** A longer query is a title, which may stress a NOT, or a sentence, which may have "papers from". */
const [MOST_WORDS, MOST_DESCRIBING] = [6, 8];
/** A minus as word processors and Chinese keyboards write it, or a "!", before a word that papers shall not have. */
const MINUS = /(^|\s)[!\u2010-\u2013\u2212\ufe63](?=\p{L}{2})/gu;
/** Brackets around words of which one is enough. */
const ALTERNATIVES = /\(([^()]*\sOR\s[^()]*)\)/g;
const BETWEEN = /(\S)\s+(?:AND|OR)\s+(?=\S)/g;

/** Return the words of a field, each with its name, or a name in quotes; a weight says that one of them is enough. */
function ofGroup(whole, sign, field, words) {
  if (!words.trim()) return whole;
  const parts = words.trim().split(/\s+(?:(?:AND|OR)\s+)?/);
  if (field === "author" || field === "topic") return `${sign}${field}:"${parts.join(" ")}"`;
  return parts.map((word) => `${sign}${field}:${word}${/\sOR\s/.test(words) ? "^1" : ""}`).join(" ");
}

/** Return a name with its underscores as blanks and its initials first. */
const ofName = (whole, last, initials) => (/_/.test(whole) ? `"${initials ? `${[...initials].join(" ")} ` : ""}${last.replaceAll("_", " ")}"` : whole);

/**
 * Return a query in the words and signs that the search knows. AND, OR and NOT count in capitals, as catalogues have them,
 * in short queries, unless all is in capitals.
 */
export function inOwnSigns(text) {
  const nameOf = (name) => ELSEWHERE.get(name.toLowerCase()) ?? name.toLowerCase();
  const ofField = (_, before, sign, name) => `${before}${sign}${nameOf(name) && `${nameOf(name)}:`}`;
  const typed = text.replace(AROUND, "$1$2").replace(PLEASE, "").replace(FRAME, "").replace(REQUEST, "").replace(SPACED_FIELD, "$1$2:").replace(FIELD, ofField);
  const asked = typed.replace(GROUP, ofGroup).replace(NAME, ofName);
  if (!/\p{Ll}/u.test(asked) || asked.trim().split(/\s+/).length > MOST_WORDS) return asked;
  // In Lunr's language, which a weight is of, one of the words is enough.
  return asked.replace(ALTERNATIVES, "$1").replace(MINUS, "$1-").replace(NOT, "$1 -").replace(OR, "$1^1 ").replace(BETWEEN, "$1 ");
}

/** Return a query without a word for the paper that its other words describe. */
export const withoutSought = (text) => (text.trim().split(/\s+/).length > MOST_DESCRIBING ? text : text.replace(SOUGHT, " "));
