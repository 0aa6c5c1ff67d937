/** Addresses of papers, of which files say no more than their titles do not. */

/** Return the address of a paper's page below papers/: most are the beginning of the title. */
export function addressOf(year, slug, title) {
  if (typeof slug === "string") return `${year}/${slug}`;
  const words = title.toLowerCase().replace(/[^a-z0-9]+/g, "-").replace(/^-+/, "");
  return `${year}/${words.slice(0, slug)}`;
}
