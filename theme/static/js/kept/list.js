/** The papers that a reader keeps, of any day: a list that is stored in the browser alone. It knows nothing of the page. */

/** @typedef {{address: string, title: string}} Paper the address is that below `papers/` */

export const MOST = 200;
/** As escaped in pages; the ampersand last. */
const SIGNS = [["&lt;", "<"], ["&gt;", ">"], ["&#34;", '"'], ["&#39;", "'"], ["&amp;", "&"]];

/** Return the papers that a stored text has. */
export function parseKept(stored) {
  try {
    const isPaper = (one) => typeof one?.address === "string" && typeof one.title === "string";
    const papers = JSON.parse(stored);
    return Array.isArray(papers) ? papers.filter(isPaper).slice(0, MOST) : [];
  } catch {
    return [];
  }
}

/** Return papers without those at some addresses. */
export const without = (papers, addresses) => papers.filter(({ address }) => !addresses.includes(address));

/** Return papers with others, which come first. */
export function withPapers(papers, others) {
  const addresses = others.map(({ address }) => address);
  return [...others, ...without(papers, addresses)].slice(0, MOST);
}

/** Return what the page of a paper has as its entry in BibTeX; empty if it has none. */
export function bibtexIn(html) {
  const found = /<pre id="bibtex"[^>]*>([^<]*)<\/pre>/.exec(html)?.[1] ?? "";
  return SIGNS.reduce((text, [escaped, sign]) => text.replaceAll(escaped, sign), found).trim();
}
