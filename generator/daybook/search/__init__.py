"""The search index: Lunr's inverted index, split by term into small JSON files for the reader's browser.

1. `document` takes from a paper the texts that are searched, `forms` other ways to write their words.
2. `terms` tokenizes and stems them as Lunr does.
3. `postings` counts, for each term, the papers that contain it; `encoder` writes all postings as text.
4. `index` holds all of this; `update` derives an index from the last build's, which `remembered` saves.
5. `files` yields the files: `encoding` describes that text (numbers by `vlq`),
   `shards` splits entries, sorted by `sort_keys`, into files, `records` has the texts of results, `lookups`
   the papers of each name and identifier, `lunr_index` the index for lunr.js.
"""
