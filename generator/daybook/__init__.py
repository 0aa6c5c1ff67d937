"""Daybook turns saved digests of research papers into an archive to read and to search.

Data flows one way: bytes → digest → archive → content → pages → files. Each stage takes a whole value and
returns a whole value. The packages, from the command line inwards:

    cli/         the command line: options, exit codes, and all that is printed
    commands/    what each command does: a package if it has several stages. `build/stages.py` lists the
                 stages of a build; `serve/serve.py` rebuilds, and keeps the last good site when a build
                 fails; `edits/` has the commands that change content (`edit.py` makes their changes, all or
                 none); `verify/verify.py` compares the files of a site with its `provenance.json`;
                 `shared/` has the steps that several commands take
    sources/     digests over the network: `client.py` sends requests, waits and repeats them; `exchange.py`
                 limits the size and time of an answer; `service.py` lists the services
    digests/     bytes of a saved file → `Digest` and its problems: a package for each family of forms, such
                 as `markdown/`, and a module for each form. `__init__.py` of this package lists them;
                 `fields/`, `rows/` and `syntax/` are what several share. `digest_file.py` refuses what no
                 form begins like (zip files, pictures), `other_files.py` says what else is no digest,
                 `limits.py` bounds time and memory
    archive/     digests + known papers → papers. `new_digests.py` finds digests that were not imported,
                 `matching.py` finds the paper that an entry of a digest is about, `join.py` adds the entry to
                 it, `importing.py` does all three and writes the pages. `deletions.py` learns what people
                 deleted, and `removals.py` keeps it from being joined again
    content/     the folder that people own, read and written: pages in Markdown with front matter,
                 `site.toml` and other decisions. `provenance.py` knows which fields a person corrected, and
                 so which ones an import may change
    insights/    the archive → what can be worked out of it: a module or package for each report, which
                 chooses what it names, and in which order; `__init__.py` of this package calls them.
                 `people/names.py` joins the spellings of a person, `topics/choice.py` chooses the phrases
                 that become topics, `similar/` finds the six papers that each page shows. `texts/` has the
                 words of papers, which several reports read
    citations/   a paper → `Citation` → BibTeX, RIS, CSL-JSON or a line to read. `keys.py` makes the keys of
                 new papers; `text/venue.py` has the words of volume, issue and pages
    pages/       the archive → what each page says: each module is a kind of page, which `__init__.py` of
                 this package lists. A module has the name of its template (`missing.py` has `404.html`), and
                 sets how many papers, authors or days the page shows: `removed.py` is the page at an address
                 of what was removed. `parts/` has what several kinds show, such as cards and the entries of
                 the site's feeds. `base/` has what all kinds share: `kind.py` is their base class,
                 `rendering.py` compares cache keys and renders the pages that changed
    theme/       what turns text into HTML: Jinja, Markdown within a limit of its cost, code in colour,
                 phrases in a language. `own/` checks a maintainer's own files against the built-in ones
    images/      pictures of days, drawn in plain Python
    search/      papers → the files of the search index
    site/        pages → the published folder, replaced all or nothing: `publication.py` puts the files,
                 `swap.py` puts the new site in place of the old one, or the old one back, `limits.py` has the
                 limits of hosts, `provenance.py` publishes the hash of each file

The built-in theme is the top-level folder `theme/`: templates, styles (`35-code.css` has the colours of
code), scripts and the phrases of each language. Every page loads `static/js/site.js`, which loads features
when they are used; both take words and elements from `site/`. `site/search_dialog.js` makes the search
dialog when it is first opened. The scripts of search are in `search/`: `ui/` shows (`dialog.js` is what the
dialog does from then on), `worker/` answers, `rank/` answers plain words (`ranking.js` orders papers,
`spelling.js` finds and orders close spellings), `lunr/` has Lunr's query language, `index/` reads the index
files.

What all stages use:

    parallel/    run functions on batches: in this process, in a process pool, on a Dask cluster
    disk/        the only code that touches files: read, write, fsync, walk, lock, cache
    settings/    what `site.toml` can set: `__init__.py` of this package lists the settings, `values.py`
                 checks values, `toml.py` finds their lines; `content/site_toml.py` reads the file
    model.py     the records: Digest, Paper, Day, Archive
    problems.py  a fault in the input as a value: `path:line: what; remedy`, and the faults that several
                 stages find, such as a merge conflict
    progress.py  how far work is that takes a while
    settled.py   how many of the oldest papers decide what all papers are measured by
    text/        strings alone: plain text, LaTeX, dates, identifiers; `addresses.py` has the paths of all
                 pages, `slugs.py` makes the addresses of new papers, topics and people. `marked/` reads
                 imported text (`formulas.py` makes MathML of formulas); `formatted.py` returns imported text
                 as HTML and in plain form

Packages import one another in one direction, which is not that of the data. In this line a package imports
from what follows the next arrow:
cli → commands → pages → insights → archive → content · search · citations · images →
theme · site · parallel → digests · sources · disk · settings → model ·
problems · progress · text.

A build saves these for the next one, in `.content.daybook/` next to the content folder and in
`.site.daybook/` next to the site. Each file is sealed with a hash of its bytes and of this program; one that
is damaged or of another version is ignored, which costs time and nothing else:

    content/remembered.py         .content.daybook/pages   parsed pages of content
    insights/__init__.py          .content.daybook/reports what is known of papers: terms, likeness, topics
    commands/enrich/remembered.py .content.daybook/arxiv/  answers of arXiv, kept until somebody deletes them
    search/remembered.py          .site.daybook/index      the search index
    site/remembered.py            .site.daybook/outputs    cache key, hash and state of each file of the site
    commands/build/remembered.py  .site.daybook/last       inputs and result of the last build
    commands/build/offers.py      .site.daybook/near       near terms, which queries lead to
    commands/build/removals.py    .site.daybook/removed    pages that say that something is gone; without it,
                                                           the next build asks about these again

What holds throughout:

- Records are frozen and typed. Files are read and written at the rim of a stage.
- Problems in input are collected and reported together. A page of content that cannot be read stops the
  build: if it counted as missing, its paper would leave the site.
- Imported text stays as it came. Its formulas, LaTeX and a little Markdown are read for pages, and all else
  is escaped. What people write is Markdown, and its HTML passes an allow-list.
- The name of a paper's file in content is its address, which never changes. The front matter also says what
  digests last gave for each field: a field that differs from what they gave was changed by a person, and
  imports leave that field alone.
- The same input gives the same bytes: no clock, locale, hash seed or order of a directory reaches the site.
- A page depends on its record and on the frame (`pages/base/frame.py`: what all pages share), and on nothing
  else. So any process can render it. The cache key of a page is a hash of its record and the frame; a page
  whose key is the one that the last build saved is not rendered again.
"""

__version__ = "0.2.0"
