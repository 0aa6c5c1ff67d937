/**
 * Identifiers and addresses of papers in a query: the paper is looked up by a key, as
 * generator/daybook/search/identifiers.py makes it.
 */

import { decoded, doiWithin, wordsOfModel, wordsWithin } from "./addresses.js";

const ARXIV_FORM = "(?:\\d{4}\\.\\d{4,5}|[a-z-]{2,12}(?:\\.[a-z]{2})?/\\d{7})";
const ARXIV = new RegExp(`^(?:oai:)?(?:arxiv(?:\\.org:|[:.]))?(?:(?:abs|pdf|html)/)?(${ARXIV_FORM})(?:v\\d{1,3})?(?:\\.pdf)?$`, "i");
const ARXIV_ADDRESS = new RegExp(
  "(?:arxiv\\.org/(?:(?:abs|pdf|html|ps|format)/)?|(?:huggingface\\.co|hf\\.co)/papers/" +
    "|alphaxiv\\.org/(?:abs|overview|pdf)/|ar5iv(?:\\.labs\\.arxiv)?\\.org/(?:abs|html)/" +
    "|semanticscholar\\.org/arxiv:|doi\\.org/10\\.48550/arxiv\\.)" +
    `(${ARXIV_FORM})(?:v\\d{1,3})?(?!\\d)`,
  "i",
);
/** The number of an arXiv paper in an address of any other place. */
const ARXIV_WITHIN = /[/=:_-](?:(\d{4}\.\d{4,5})|abs-(\d{4}-\d{4,5}))(?:v\d{1,3})?(?:\.(?:pdf|html))?(?:[/?#&]|$)/i;
/** Such a number between signs in a word that is no address, such as a path, `id:2401.00010` or `**2401.00010**`. */
const ARXIV_BETWEEN = /^(?:.*[^\w.]|(?:.*[^a-z\d])?[a-z]+[_-])?(\d\d(?:0[1-9]|1[0-2])\.\d{4,5})(?:v\d{1,3})?(?:\.pdf)?[^\w.]*$/i;
/** The beginning of an arXiv paper's number; the index has it up to the second digit behind the dot, with what follows there. */
const HALF = /^(?:(?:https?:\/\/)?(?:www\.)?arxiv\.org\/(?:abs|pdf|html)\/|arxiv:)?((\d\d(?:0[1-9]|1[0-2]))\.\d\d)(\d{0,2})$/i;
/** The first month whose papers have five digits, of which three are behind the beginning; before, two. */
const FIVE_DIGITS = "1501";
/** A number with another sign for its dot, or with none. */
const UNDOTTED = /^(\s*(?:arxiv:?\s*)?\d\d(?:0[1-9]|1[0-2]))[,\u3002\u00b7_\s-]?(\d{5}(?:v\d{1,2})?\s*)$/i;
const DOI = /^(?:doi:)?(10\.\d{4,9}\/\S{1,200})$/i;
const DOI_IN_ADDRESS =
  /(?:\/|=|doi:)(10\.\d{4,9}\/(?:[^\s"<>\\?#&]|<[^\s"<>\\?#&]{1,50}>){1,200}?)(?:(?<=\d)v\d{1,2})?(?:[./](?:abstract|e?pdf|full(?:text)?|html?|meta|summary|short))*\/?(?:[?#&]|$)/i;
/** What parts the words of a query; the semicolon before the last digit of a SICI, as in `10.1002/(SICI)…5:1<21::AID-X>3.0.CO;2-9`, does not. */
const BETWEEN = /(?:[\s,{}]|;(?!\d-\w(?!\w)))+/;
const BIORXIV = /(?:bio|med)rxiv\.org\/cgi\/content\/(?:short|abstract|long|full)\/([\d.]{6,30})v\d/i;
const OPENREVIEW = /openreview\.net\/(?:forum|pdf|attachment|revisions)\/?\?(?:[^#\s]*&)?id=([\w-]+)/;
const ACL_FORM = "\\d{4}\\.[\\w-]+\\.\\d+|[a-z]\\d{2}-\\d{4,5}";
const ACL_ADDRESS = new RegExp(`aclanthology\\.org/(?:anthology/)?(${ACL_FORM})(?!\\w)`, "i");
const ACL = /^(?:acl:)?(\d{4}\.[a-z][\w]*-[\w-]+\.\d+|[a-z]\d{2}-\d{4,5})$/i;
const GITHUB = /(?:^|\.|\/\/)github\.com\/([\w-]+\/[\w.-]+)/i;
/** Its name is among the words of papers. */
const OWNER = /^https:\/\/(?:www\.)?github\.com\/[\w-]+\/?$/i;
const REPOSITORY = /^[a-z\d][a-z\d-]{0,38}\/[\w.-]{1,100}$/i;
const ADDRESS = /^(?:https?:\/\/)?(?:www\.)?((?:[a-z\d](?:[a-z\d-]*[a-z\d])?\.)+[a-z]{2,}(?::\d+)?)(\/\S*)?$/i;
/** The class that arXiv writes behind an identifier, and the name of a kind with a space behind it. */
const CLASS = /\s\[[a-z-]{2,12}(?:\.[a-z-]{2,12})?\]/gi;
const PREFIX = /\b(arxiv|doi|acl)(?::\s+|\s+(?=10\.\d|\d{4}\.\d))/gi;
/** A link in Markdown. */
const LINK = /\[[^\]]*\]\(([^\s()]+)\)/g;
/** The address that git clones a repository from, or pip installs it from. */
const SSH = /\bgit(?:@github\.com:|\+(?:https|ssh):\/\/(?:git@)?github\.com\/)/gi;
/** Identifiers that are looked up: a pasted list of references fits. */
const MAX_IDENTIFIERS = 64;

/**
 * @typedef {{key: string, label: string, href: string, isSure: boolean, within?: string, words?: ReturnType<typeof wordsWithin>,
 *   begins?: {key: string, digits: string, length: number}}} Identifier `label` and `href`
 *   lead to the paper elsewhere; `isSure` unless the text may be plain words as well; `within` is another key that it
 *   names if no paper has the first, and `words` are those in an address; of the beginning of an identifier, `begins` has the key of those
 *   that begin so and the digits that follow
 */

const made = (kind, value, label, href, isSure = true) => ({ key: `${kind}:${value}`, label, href, isSure });

/** Old identifiers have a class of their archive or none: `math.GT/0309136`. */
function arxiv(identifier) {
  const value = identifier.toLowerCase().replace(/\.[a-z]{2}\//, "/");
  return made("arxiv", value, `arXiv ${value}`, `https://arxiv.org/abs/${value}`);
}

function doi(name) {
  const ofArxiv = /^10\.48550\/arxiv\.(.+)$/i.exec(name);
  if (ofArxiv) return arxiv(ofArxiv[1].replace(/v\d{1,3}$/, ""));
  // Publishers add a number behind it in their addresses.
  const shorter = /^(.*?\/.+)\/\d+$/.exec(name)?.[1];
  const found = made("doi", name.toLowerCase(), `DOI ${name}`, `https://doi.org/${encodeURI(name)}`);
  return shorter ? { ...found, within: `doi:${shorter.toLowerCase()}` } : found;
}

function acl(identifier) {
  const value = identifier.replace(/v\d+$/, "");
  return made("acl", value.toLowerCase(), `ACL ${value}`, `https://aclanthology.org/${value}/`);
}

function github(path, isSure) {
  const value = path.replace(/\.+$/, "").replace(/\.git$/i, "");
  return made("github", value.toLowerCase(), `GitHub ${value}`, `https://github.com/${value}`, isSure);
}

/** Return the identifier in an address with the words there, or null if it is none. */
function ofAddress(text) {
  const found = identifierAt(text);
  return found && { ...found, words: wordsWithin(text.replace(/^https?:\/\//i, "")) };
}

function identifierAt(text) {
  const match = ADDRESS.exec(text);
  if (!match) return null;
  const isSure = /^https?:/i.test(text);
  // "Node.js" is a word, "tarn.github.io" an address.
  if (!isSure && !match[2] && match[1].split(".").length < 3) return null;
  const full = `https://${match[1].toLowerCase()}${match[2] ?? ""}`;
  if (OWNER.test(full)) return null;
  const found = (pattern, address = full) => pattern.exec(address)?.[1];
  let value = found(ARXIV_ADDRESS);
  if (value) return arxiv(value);
  value = found(OPENREVIEW);
  if (value) return made("openreview", value, `OpenReview ${value}`, `https://openreview.net/forum?id=${value}`);
  value = found(ACL_ADDRESS);
  if (value) return acl(value);
  value = found(GITHUB);
  if (value) return github(value, true);
  value = found(BIORXIV);
  if (value) return doi(`10.1101/${value}`);
  value = found(DOI_IN_ADDRESS, /%(?:2f|3c)/i.test(full) ? decoded(full) : full);
  if (value) return doi(value);
  const path = (match[2] ?? "").replace(/#.*/s, "");
  const address = `${match[1].toLowerCase()}${path}`.replace(/\/+$/, "");
  const [, dotted, parted] = ARXIV_WITHIN.exec(full) ?? [];
  const number = dotted ?? parted?.replace("-", ".");
  const name = doiWithin(address);
  const within = number ? arxiv(number).key : name && doi(name).key;
  return { ...made("url", address, match[1], `https://${address}`, isSure), ...(within && { within }) };
}

/** Return the identifier that a word is, or null if it is none. */
function ofWord(word) {
  const text = word.replace(/^[<("'\u201c[@#]+|[>)"'\u201d\],;]+$/g, "");
  const [half, start, month, digits] = HALF.exec(text) ?? [];
  const length = month < FIVE_DIGITS ? 2 : 3;
  if (half && digits.length < length) return { ...arxiv(start + digits), isSure: false, begins: { key: `arxiv:${start}\u2026`, digits, length } };
  const bare = ARXIV.exec(text);
  if (bare) return arxiv(bare[1]);
  const name = DOI.exec(text);
  if (name) return doi(name[1]);
  const paper = ACL.exec(text);
  if (paper) return acl(paper[1]);
  const address = ofAddress(text);
  const [, between] = address ? [] : (ARXIV_BETWEEN.exec(text) ?? []);
  if (between) return { ...arxiv(between), isSure: false };
  if (address || !REPOSITORY.test(text)) return address;
  const words = wordsOfModel(text.split("/")[1]);
  return { ...github(text, false), ...(words && { words, label: `Hugging Face ${text}`, href: `https://huggingface.co/${text}` }) };
}

/**
 * Look up the papers with an identifier.
 * @param {import("../index/index_reader.js").IndexReader} index
 * @param {Identifier} identifier
 * @returns {Promise<number[]>}
 */
export async function papersOf(index, { key, within, begins }) {
  if (begins) return papersBeginning(index, begins);
  const papers = await index.papersOf(`=${key}`);
  return papers.length || !within ? papers : index.papersOf(`=${within}`);
}

/** Return the papers whose identifiers begin with some digits, by these. */
async function papersBeginning(index, { key, digits, length }) {
  const numbers = await index.endingsOf(`=${key}`);
  const pairs = Array.from({ length: numbers.length / 2 }, (_, i) => [numbers[2 * i], String(numbers[2 * i + 1]).padStart(length, "0")]);
  return pairs.filter(([, rest]) => rest.startsWith(digits)).sort(([, a], [, b]) => (a < b ? -1 : 1)).map(([paper]) => paper);
}

/**
 * Return the identifiers of a query that consists of nothing else; none for other queries.
 * @returns {Identifier[]}
 */
export function identifiersIn(text) {
  if (UNDOTTED.test(text)) return identifiersIn(text.replace(UNDOTTED, "$1.$2")).map((each) => ({ ...each, isSure: false }));
  const words = text.replace(LINK, "$1").replace(CLASS, " ").replace(PREFIX, "$1:").replace(SSH, "https://github.com/").split(BETWEEN);
  const found = words.filter(Boolean).slice(0, MAX_IDENTIFIERS).map(ofWord);
  return found.length && found.every(Boolean) ? found : [];
}

/**
 * Return the identifiers among the other words of a text, such as a reference, that can be nothing else.
 * @returns {Identifier[]}
 */
export function identifiersAmong(text) {
  const words = text.replace(CLASS, " ").replace(PREFIX, "$1:").replace(SSH, "https://github.com/").split(BETWEEN);
  const trimmed = words.map((word) => word.replace(/^[a-z]{2,12}=(?!.*[?&])/i, "").replace(/[.)\]]+$/, ""));
  return trimmed.filter((word) => /\d\d|\/\//.test(word)).map(ofWord).filter((each) => each?.isSure).slice(0, MAX_IDENTIFIERS);
}

/**
 * Return the identifier in the path of a page that the site lacks, such as `arxiv/2401.00010/`, below the site's root.
 * @returns {Identifier|null}
 */
export function identifierOfPath(path) {
  const text = decoded(path).replace(/\/$/, "");
  const address = /^https?:\/{1,2}(.+)$/i.exec(text);
  if (address) return ofWord(`https://${address[1]}`);
  const [, kind, rest] = /^(arxiv|abs|pdf|html|papers|doi|github|acl|openreview)\/(.+)$/i.exec(text) ?? [];
  if (!kind) return null;
  const places = { github: "github.com/", openreview: "openreview.net/forum?id=" };
  const found = ofWord((places[kind.toLowerCase()] ?? "") + rest);
  const isArxiv = /^(arxiv|abs|pdf|html|papers)$/i.test(kind);
  return found && (!isArxiv || found.key.startsWith("arxiv:")) ? found : null;
}
