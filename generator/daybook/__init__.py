"""Daybook turns saved digests of research papers into an archive one can read and search.

Data flows one way, and each stage takes a whole value and gives a whole value:

    bytes ──► digest ──► archive ──► content ──► pages ──► files

    fetch/       days from a service to files, as they came
    digests/     bytes of a file to a `Digest` and its problems; a reader for each form
    arrivals     which digests are new
    archive      digests joined to what is known (shelf): one paper for each, every record accounted for
    content/     pages that people own: Markdown with front matter, read and changed without losing a word
    reading      the content folder as it stands; memory: pages that did not change since they were read last
    importing    the four above, on a content folder; enrich/: gaps filled in, never by a guess
    plan         the archive by day, and from it a job (jobs) for each page: all that the page depends on
    pages/       a job to a view: what the page says, decided
    markup       Markdown of people to safe HTML; highlighting: its code in colour; citation: BibTeX;
                 search/: the index, cut by term
    theme        the theme's files, checked and made into assets; frame: the site as every page sees it
    render       views through the theme's templates; rendering: all pages, on every process, but for those
                 made from the same before
    publish      files to disk (tree), all or nothing; releases: this site and the one before; cache: what
                 need not be made again; removals: what the last site had and this one would not
    beside       a second process, started (process, forked) before all else and answering what is asked
                 (answering): it looks at the last site, then makes the index, while papers that were just
                 decided on are written to content and pages are made; where few pages are to be made, it
                 makes them, and where there was no build before, the first makes the index meanwhile
    build        the run as a list of stages, of which making (from import to index; composing: the site
                 planned and put) is loaded only where something changed; serve (with preview) and check
                 beside it
    cli          the command line: the only part that prints and exits

What holds throughout:

- Records are frozen and typed (`model`, `views`); `model` imports nothing of the package.
- Problems in input are values (`problems`), collected and reported together with place and remedy. A page
  of content that cannot be read stops publishing: taken for missing, it would be lost.
- Imported text is plain text from reader to page. It stands escaped in content (`content.imported`) and is
  escaped by the templates; only what people write is Markdown, and it passes an allow-list.
- A paper's address is its file's name in content. Nothing renames that file, so no address ever changes.
- What digests last said is noted beside what the page says. Where the two differ, a person was there: later
  imports leave it alone.
- Files are read in `files` and written in `files` and `tree`, each in one step. No clock, locale, hash seed
  or folder order reaches the output; the same input gives the same bytes.
- Every page is a function of its job, so it can be made in any process, or not at all while the job, the
  theme, the settings and this code stay the same.
"""

__version__ = "0.1.0"
