/** A search tool for agents in the browser (WebMCP, a draft of the W3C: `document.modelContext`). */

import { Client, siteRoot } from "../worker/client.js";

const MOST = 50;

const INPUT = {
  type: "object",
  properties: {
    query: {
      type: "string",
      description:
        'Words, a person\'s name, an identifier (arXiv, DOI), or a filter: author:"Ilse Tarn", title:word, year:2025, before:2024-06, after:2023.',
    },
    limit: { type: "integer", minimum: 1, maximum: MOST, default: 10 },
    newest: { type: "boolean", description: "Whether the newest come first, not the best.", default: false },
  },
  required: ["query"],
};

/**
 * Return the tool.
 * @param {(request: import("../worker/engine.js").Request) => Promise<import("../worker/engine.js").Answer>} search
 * @param {string} root the site's address
 */
export function searchTool(search, root) {
  const text = (runs) => runs.map(([part]) => part).join("");
  const paper = ({ title, authors, day, href }) => ({ title: text(title), authors: text(authors), date: day, url: root + href });
  return {
    name: "search_papers",
    title: "Search papers",
    description: "Search the titles, abstracts and authors of this archive's papers.",
    inputSchema: INPUT,
    annotations: { readOnlyHint: true, untrustedContentHint: true },
    async execute({ query, limit = 10, newest = false }) {
      const request = { text: String(query), sort: newest ? "newest" : "" };
      const wanted = Math.min(Math.max(Math.trunc(limit) || 1, 1), MOST);
      const { results, total } = await search(request);
      while (results.length < Math.min(wanted, total)) {
        const more = await search({ ...request, from: results.length });
        if (!more.results.length) break;
        results.push(...more.results);
      }
      return { total, papers: results.slice(0, wanted).map(paper) };
    },
  };
}

/** Register the tool; its searches have a worker of their own, so that they do not end those of the reader. */
export async function offerTool(context) {
  const client = new Client();
  try {
    await context.registerTool(searchTool((request) => client.search(request), siteRoot));
  } catch {
    // The draft has changed, or the page may not register tools.
  }
}
