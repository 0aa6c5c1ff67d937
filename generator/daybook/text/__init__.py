"""Functions on strings that know nothing of papers.

``plain_text`` (normal forms), ``latex`` (LaTeX to text), ``dates``, ``identifiers`` (arXiv, DOI, URL),
``addresses`` (paths of the site's pages), ``file_names``.
"""
