"""Functions on strings that know nothing of papers.

``formatted`` (imported text as HTML and in plain form, by ``marked``), ``plain_text`` (normal forms),
``latex`` (LaTeX of names and of BibTeX to text), ``languages`` (by script), ``dates``, ``identifiers``
(arXiv, DOI, URL), ``bare_urls``, ``addresses`` (paths of the site's pages), ``file_names``.
"""
