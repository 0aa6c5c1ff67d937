/** Leads from an address that the site lacks but that names a paper, such as `/arxiv/2401.00010/`, to this paper. */

import { _, filled } from "../../site.js";
import { identifierOfPath } from "../rank/identifiers.js";
import { client } from "../worker/client.js";
import { siteRoot } from "../worker/connection.js";
import { element } from "./elements.js";

/** Open the paper that the page's address names; if the archive lacks it, say where it is. */
export async function arrive() {
  const { pathname: root } = new URL(siteRoot);
  if (!location.pathname.startsWith(root)) return;
  const identifier = identifierOfPath(location.pathname.slice(root.length) + location.search);
  if (!identifier) return;
  const answer = await client.search({ text: identifier.href });
  if (answer?.results.length) {
    location.replace(siteRoot + answer.results[0].href);
    return;
  }
  const link = element("a", { href: identifier.href, rel: "noreferrer" }, identifier.label);
  const line = element("p", { role: "status" }, ...filled(_("No paper here has this identifier. Elsewhere: {place}."), { place: link }));
  document.querySelector("main .tagline").after(line);
}
