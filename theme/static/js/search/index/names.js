/** Folds names, as generator/daybook/text/name_key.py does, so that spellings of one name are equal. */

import { plainLetter } from "./text.js";

const LONGEST = 200;
const APOSTROPHES = /['`\u00b4\u02bb\u02bc\u2018\u2019]/g;
const ACCENTS = /[\u0300-\u036f]/g;
const BETWEEN =
  /[\0-&(-/:-@[-_{-\u00bf\u1680\u2000-\u2017\u201a-\u206f\u3000-\u3004\u3008-\u3020\u30fb]+/g;

/** Return a name's words in small letters, without accents of letters and without punctuation. */
export function nameKey(name) {
  const text = [...name].slice(0, LONGEST).join("").replace(APOSTROPHES, "").normalize("NFKD").replace(ACCENTS, "");
  let folded = "";
  // Letter by letter, as a whole text would get another sigma at a word's end.
  for (const char of text) folded += plainLetter(char.toLowerCase());
  return folded.replace(APOSTROPHES, "").replace(BETWEEN, " ").trim();
}
