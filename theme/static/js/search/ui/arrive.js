/** Leads from an address that the site lacks to the paper that it names. */

import { _, filled } from "../../site/words.js";
import { client, siteRoot } from "../worker/client.js";
import { element } from "../../site/elements.js";

/**
 * Open the paper that has an identifier; if the archive lacks it, say where it is.
 * @param {import("../rank/identifiers.js").Identifier} identifier
 */
export async function arrive(identifier) {
  const answer = await client.search({ text: identifier.href });
  if (answer?.results.length) {
    location.replace(siteRoot + answer.results[0].href);
    return;
  }
  const link = element("a", { href: identifier.href, rel: "noreferrer" }, identifier.label);
  const line = element("p", { role: "status" }, ...filled(_("No paper here has this identifier. Elsewhere: {place}."), { place: link }));
  document.querySelector("main .tagline").after(line);
}
