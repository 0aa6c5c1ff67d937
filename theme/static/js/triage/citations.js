/** Takes the citations of some papers out of a day's file. */

const STARTS = { bib: /^(?=@)/m, ris: /^(?=TY {2}- )/m };

/**
 * Return a day's file with the citations at some places, in the file's order.
 * @param {string} text
 * @param {"bib"|"ris"|"json"} ending of the file's name
 * @param {number[]} places from 0
 */
export function citationsAt(text, ending, places) {
  const wanted = new Set(places);
  const isWanted = (_, place) => wanted.has(place);
  if (ending === "json") return `${JSON.stringify(JSON.parse(text).filter(isWanted), null, 1)}\n`;
  const end = ending === "ris" ? "\r\n" : "\n";
  return text.split(STARTS[ending]).filter(isWanted).map((entry) => entry.trimEnd() + end).join(end);
}
