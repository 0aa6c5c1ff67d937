"""Digests joined to known papers.

importing        an import from start to end: find digests, join them, write pages
new_digests      the files to import, read as digests
deletions        papers whose pages people deleted, as the pages of days and digests tell
join             entries to papers: one for each, by known_papers, matching and paper_draft; or left_out.
                 marks has the digests of each day, messages what to say
by_day           the papers of each day in order
"""
