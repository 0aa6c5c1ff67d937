/** What readers paste: entries of BibTeX, LaTeX, lines that were broken. Pure: it returns the words in them as a query. */

/** Longest query looked at, in UTF-16 units: a pasted abstract fits, a pasted book does not. */
const MAX_LENGTH = 2000;
const QUOTE = "\u0022";
const ENTRY = /(?:^|[\s,{])(?:title\s*=\s*(?=[{"])|TI {2}- )/i;
/** An accent, which the search ignores, with its letter: `{\"o}`, `\'{e}`. */
const ACCENT = /\{?\\(?:["'`^~=.]|[cvuHrk](?=[\s{]))\s*\{?([A-Za-z])\}?\}?/g;
const FORMATTED = /\\(?:text|math|em|bf|it)[a-z]*\s*\{([^{}]*)\}/g;
/** A letter or number above or below, as in `VILA$^2$`, which pages show as `VILA²`. */
const RAISED = /[\^_]\{(\w{1,3})\}|(?<=[\p{L}$])[\^_](?=\d(?:\p{L}|\$))/gu;
/** The same in a name that is not in LaTeX, such as "VILA^2", "M^3Quay" and "T^3 tides"; `word^2` is Lunr's language among other words. */
const POWER = /(?<=\p{L})\^(?=\d[\p{L}-])|(?<=^\s*[\p{L}\p{N}-]*\p{L})\^(?=[2-9]\s*$)|(?<=(?:^|\s)\p{Lu})\^(?=[2-9](?:\s|$))/gu;
const COMMAND = /\\([A-Za-z]+)/g;
const IS_LATEX = /\\[A-Za-z"'`^~=.]|\$[^$]*[\\^_{][^$]*\$|\^\{/;
/** A word that is broken at the end of a line, and "text- and image", which is not. */
const BROKEN = /(?<=\p{Ll})[-\u2010]\s+(?=\p{Ll}{2})(?!(?:and|or|to|und|oder|bis)\b)/gu;
/** Ligatures of PDF files, and letters as wide as a Chinese sign, which keyboards of Chinese and Japanese write. */
const OTHER_LETTERS = /[\ufb00-\ufb06\uff01-\uff5e\u3000]/g;
/** Signs without a width: soft hyphens, places where a line may break, directions of writing. */
const UNSEEN = /[\u00ad\u200b\u200e\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff]/g;
/** The name of a saved file: "tarn_tides_2025.pdf". */
const FILE = /^\s*(?:[^/]*\\)?([^/\\]+)\.pdf\s*$/i;
/** Words of a title in an address or the name of a file, where no blank can be; a host has fewer dots. */
const RUN = /^\s*[\p{L}\p{N}]+(?:(?:[_+][\p{L}\p{N}().,:'-]+){2,}|(?:\.[\p{L}\p{N}'-]+){5,})\s*$/u;
const ESCAPED = /^[^\s/]*%20[^\s/]*$/;
/** What a list or a forum puts before a title: "[12]", "3.", "[R]". */
const LABEL = /^\s*(?:\[(?:\d{1,3}|[A-Z])\]|\d{1,2}[.)]|\u2022)\s+(?=\S+(?:\s+\S+){3})|^\s*[-*]\s+\[[ xX]\]\s+/;
/** A text in bold or italics of Markdown; of one word, a star is Lunr's language. */
const EMPHASIZED = /^\s*(?:\*\*([^*]+)\*\*|\*([^*\s]+\s[^*]*[^*\s])\*)\s*$/;
/** Signs as HTML writes them. */
const ENTITY = /&(?:(nbsp|ensp|thinsp|#160)|(amp|#38)|(quot|ldquo|rdquo|#34)|(apos|lsquo|rsquo|#0?39|#x27)|([nm]dash));/gi;
const asSign = (_, blank, and, quote, apostrophe) => (blank ? " " : and ? "&" : quote ? QUOTE : apostrophe ? "'" : "-");
/** What the title of a page at another site adds to that of a paper: "Paper page - Tides", "Tides | OpenReview". */
const OF_PAGE =
  /^\s*Paper page\s+[-\u2013]\s+(?=\S)|(?<=\S)\s+[|\u00b7\u2013\u2014-]\s+(?:ACL Anthology|alphaXiv|arXiv|GitHub|Google Scholar|Hugging ?Face|OpenReview|Papers [Ww]ith Code|ResearchGate|Semantic Scholar)\s*$/g;
/** A key of BibTeX, "tarn2031tides", also as LaTeX cites it or an entry begins with it: an author, a year and a word of the title. */
const KEY = /^\s*(?:@|@[a-z]+\{|\\[a-z]*cite[a-z]?\{)?(\p{L}{2,})((?:19|20)\d\d)(\p{L}[\p{L}\p{N}]+)[},]{0,2}(?=\s*$)/iu;
const ET_AL = /(?<=\p{L}),?\s+et\s+al(?:\.,?|,|(?=[\s)\]]|$))/giu;

/** Return a text up to the brace or quote that ends what begins with one. */
function enclosed(text) {
  if (text[0] === QUOTE) return text.slice(1).split(QUOTE)[0];
  let depth = 0;
  for (let at = 0; at < text.length; at++) {
    if (text[at] === "{") depth++;
    else if (text[at] === "}" && --depth === 0) return text.slice(1, at);
  }
  return text.slice(1);
}

/** Return the title in an entry of BibTeX or RIS; all of another text. */
function titleIn(text) {
  const match = ENTRY.exec(text);
  if (!match) return text;
  const rest = text.slice(match.index + match[0].length);
  return /^[{"]/.test(rest) ? enclosed(rest) : rest.split(/\s(?=[A-Z][A-Z0-9] {2}- )/)[0];
}

function withoutLatex(text) {
  if (!IS_LATEX.test(text)) return text;
  const plain = text.replace(ACCENT, "$1").replace(FORMATTED, "$1").replace(RAISED, (_, raised = "") => raised);
  return plain.replace(COMMAND, "$1").replace(/[${}]/g, "");
}

/** Return the words of a text that has no blanks, as parts of addresses and names of files have none; another text as it is. */
function runApart(text) {
  let words = text;
  try {
    if (ESCAPED.test(text)) words = decodeURIComponent(text);
  } catch {
    return text;
  }
  return RUN.test(words) ? words.replace(/[_+]+|\.(?=\S)/g, " ") : words;
}

/** Return a pasted text as plain words; what is typed stays as it is, but for "et al.". */
export function unpasted(text) {
  const signs = text.replace(ENTITY, asSign).replace(EMPHASIZED, "$1$2");
  const letters = signs.replace(OTHER_LETTERS, (sign) => sign.normalize("NFKC")).replace(UNSEEN, "");
  const [, file] = FILE.exec(letters) ?? [];
  const title = titleIn(file ? file.replace(/_+/g, " ") : runApart(letters)).replace(OF_PAGE, "").replace(LABEL, "");
  const words = withoutLatex(title.replace(KEY, "$1 $2 $3")).replace(POWER, "").replace(BROKEN, "-");
  return words.replace(ET_AL, "");
}

/** Cut a text after a word; the blank at its end says that the word is finished. */
export function truncate(text) {
  const trimmed = text.trimStart();
  if (trimmed.length <= MAX_LENGTH) return trimmed;
  return trimmed.slice(0, MAX_LENGTH).replace(/\s\S*$/, " ");
}
