/** The citation of a page's paper in the forms that the page does not hold: it is taken out of the file of its day. */

import { citationOf, ending, fetched, keyOf, save } from "./citations.js";

/** Save the citation; follow the link, to the file of the day, if that fails. */
export async function saveCitation(link) {
  try {
    const key = keyOf(document.querySelector("#bibtex").textContent);
    const form = ending(link.href);
    save(citationOf(await fetched(link.href), form, key), `${key}.${form}`);
  } catch {
    location.assign(link.href);
  }
}
