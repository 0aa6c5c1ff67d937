/** Takes the citations of some papers out of a day's file. */

const STARTS = { bib: /^(?=@)/m, ris: /^(?=TY {2}- )/m };
const ENDS = { bib: "\n", ris: "\r\n" };

/** Return the key of an entry, as each form has it. */
const KEYS = {
  bib: (entry) => keyOf(entry),
  ris: (entry) => entry.match(/^ID {2}- (.*)$/m)?.[1].trimEnd(),
  json: (entry) => JSON.parse(entry).id,
};

/** Return the key of an entry in BibTeX. */
export const keyOf = (entry) => entry.match(/^@misc\{([^,]+),/)?.[1];

/**
 * Return a day's file with the citations at some places, in the file's order.
 * @param {string} text
 * @param {"bib"|"ris"|"json"} ending of the file's name
 * @param {number[]} places from 0
 */
export function citationsAt(text, ending, places) {
  const wanted = new Set(places);
  return chosen(text, ending, (_, place) => wanted.has(place));
}

/** Return a day's file with the citation of one key alone. */
export function citationOf(text, ending, key) {
  return chosen(text, ending, (entry) => KEYS[ending](entry) === key);
}

function chosen(text, ending, isWanted) {
  if (ending === "json") {
    // A line each, between lines with the brackets of the list.
    const lines = text.trimEnd().split("\n").slice(1, -1);
    return `[\n${lines.map((line) => line.replace(/,$/, "")).filter(isWanted).join(",\n")}\n]\n`;
  }
  const end = ENDS[ending];
  const entries = text.split(STARTS[ending]).map((entry) => entry.replace(/[\r\n]+$/, "") + end);
  return entries.filter(isWanted).join(end);
}

/** Return the ending of a file's address. */
export const ending = (address) => address.split(".").at(-1);

/** Return the text of a file. Throws if it cannot be had. */
export async function fetched(address) {
  const answer = await fetch(address);
  if (!answer.ok) throw new Error(`${answer.status}`);
  return answer.text();
}

/** Have the browser save a text. */
export function save(text, name) {
  const href = `data:text/plain;charset=utf-8,${encodeURIComponent(text)}`;
  Object.assign(document.createElement("a"), { href, download: name }).click();
}
