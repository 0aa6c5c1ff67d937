"""Digests joined to known papers.

importing        an import from start to end: find digests, join them, write pages
new_digests      the files to import, read as digests
join             entries to papers: one for each, by known_papers, matching and paper_draft
by_day           the papers of each day in order
"""
