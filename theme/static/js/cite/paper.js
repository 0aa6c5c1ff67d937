/** The citation of a page's paper: the page shows it in BibTeX; its other forms are in the files of its day. */

import { citationOf, ending, fetched, keyOf, save } from "./citations.js";

/** Save the citation; follow the link, to the entry in BibTeX or the file of the day, if that fails. */
export async function saveCitation(link) {
  try {
    const entry = document.querySelector("#bibtex").textContent;
    const [key, form] = [keyOf(entry), link.hash ? "bib" : ending(link.href)];
    const text = form === "bib" ? `${entry.trimEnd()}\n` : citationOf(await fetched(link.href), form, key);
    save(text, `${key}.${form}`);
  } catch {
    location.assign(link.href);
  }
}
