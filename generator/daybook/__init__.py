"""Daybook turns saved digests of research papers into an archive to read and to search.

Data flows one way: bytes → digest → archive → content → pages → files. Each stage takes a whole value and
returns a whole value. In that order:

    cli/         the command line: options, exit codes, and all that is printed
    commands/    a package for each command of several stages. `build/stages.py` lists the stages;
                 `serve/serve.py` rebuilds and keeps the last good site when a build fails; `edit.py` makes
                 the changes that people ask for, all or none
    sources/     digests over the network: an HTTP client, whose answers `exchange.py` bounds, a module for
                 each service
    digests/     bytes of a saved file → `Digest` and its problems: a module for each form, listed in
                 its `__init__.py`; `limits.py` bounds time and memory
    archive/     digests + known papers → papers: new digests, matching, joining, import, papers by day
    content/     the folder that people own, read and written: pages in Markdown with front matter, settings.
                 `provenance.py` knows which fields a person corrected, and so which ones an import may change
    insights/    the archive → what can be worked out of it: a module for each report
    citations/   a paper → what a citation states of it → BibTeX, RIS, CSL-JSON, a line to read; keys of new
                 papers
    pages/       the archive → what each page says: a module for each kind of page, named as its template and
                 listed in its `__init__.py`; `parts/` are shown on several. `rendering.py` compares cache
                 keys and renders pages that changed
    theme/       text → HTML: template files, Jinja, Markdown and what it costs, code in colour, words of a
                 language; `own/` checks a maintainer's own files against the built-in ones
    images/      pictures of days, drawn in plain Python
    search/      papers → the files of the search index
    site/        pages → the published folder, replaced all or nothing: `publication.py` puts the files,
                 `swap.py` swaps the new site in and back, `limits.py` has the limits of hosts,
                 `provenance.py` what was made from what

The browser searches with scripts of the top-level folder `theme/`, in `static/js/search/`: `ui/` shows,
`worker/` answers, `rank/` orders papers for plain words (`ranking.js`) and close spellings (`spelling.js`),
`lunr/` has Lunr's query language, `index/` reads the index files.

What all stages use:

    parallel/    run functions on batches: in this process, in a process pool, on a Dask cluster
    disk/        the only code that touches files: read, write, fsync, walk, lock, cache
    settings/    what `content/site.toml` can set: `values.py` checks values, `toml.py` finds their lines
    model.py     the records: Digest, Paper, Day, Archive
    problems.py  a fault in the input as a value: `path:line: what; remedy`
    text/        strings alone: plain text, LaTeX, dates, identifiers, addresses of the site.
                 `formatted.py` has imported text as HTML and in plain form; `marked/` reads what is in it

Imports point one way: cli → commands → pages → insights → archive → content · search · citations · images →
theme · site · parallel → digests · sources · disk · settings → model · problems · text.

What a build saves for the next one, beside the content folder (`.content.daybook/`) and the site
(`.site.daybook/`). Each file is sealed with a hash of its bytes and of this program; one that is damaged or
of another version is ignored, which costs time and nothing else:

    content/remembered.py         .content.daybook/pages   parsed pages of content
    insights/__init__.py          .content.daybook/reports what is known of papers: terms, likeness, topics
    commands/enrich/remembered.py .content.daybook/arxiv/  answers of arXiv (kept until deleted)
    search/remembered.py          .site.daybook/index      the search index
    site/remembered.py            .site.daybook/outputs    cache key, hash and state of each file of the site
    commands/build/remembered.py  .site.daybook/last       inputs and result of the last build

What holds throughout:

- Records are frozen and typed. Files are read and written at the rim of a stage.
- Problems in input are collected and reported together. A page of content that cannot be read stops the
  build: taken for missing, it would be lost.
- Imported text stays as it came. Its formulas, LaTeX and a little Markdown are read for pages, and all else
  is escaped. What people write is Markdown, and its HTML passes an allow-list.
- The name of a paper's file in content is its address, which never changes. The front matter also says what
  digests last gave for each field: where the page differs, a person changed it, and imports leave it alone.
- The same input gives the same bytes: no clock, locale, hash seed or order of a directory reaches the site.
- A page depends on its record and the frame alone. So any process can render it, and a page whose cache key
  is the last build's is not rendered again.
"""

__version__ = "0.2.0"
