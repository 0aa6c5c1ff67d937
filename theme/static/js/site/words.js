/** Words, numbers and dates in the site's language, for the script of every page and for features. It imports nothing. */

// The build puts the phrases that `_` and `counted` name in the site's language: see daybook/theme/script_phrases.py.

/** The language of dates, numbers and plurals. English dates are British; digits are those that the pages have. */
export const locale = (() => {
  const language = globalThis.document?.documentElement.lang || "en";
  try {
    return /^en\b/i.test(language) ? "en-GB" : Intl.getCanonicalLocales(`${language}-u-nu-latn`)[0];
  } catch {
    return "en-GB";
  }
})();
const numbers = new Intl.NumberFormat(locale, { useGrouping: true });
const plurals = new Intl.PluralRules(locale);

export const formatNumber = (value) => numbers.format(value);

/** Return a phrase with values in its braces. */
export const _ = (phrase, values = {}) => phrase.replace(/\{(\w+)\}/g, (found, name) => values[name] ?? found);

/** Return the form of a phrase that a number has, with the number as {n}. */
export const counted = (number, forms, values) =>
  _(forms[plurals.select(number)] ?? forms.other, { n: formatNumber(number), ...values });

/** Return a phrase in parts, with elements in its braces. */
export const filled = (phrase, elements) =>
  phrase.split(/\{(\w+)\}/).map((part, place) => (place % 2 ? elements[part] : part));

/** Return sentences one after the other. */
export const sentences = (...texts) => texts.filter(Boolean).join(" ").replaceAll("。 ", "。");
