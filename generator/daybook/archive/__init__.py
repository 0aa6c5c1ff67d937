"""Digests joined to known papers.

importing        an import from start to end: find digests, join them, write pages
new_digests      the files to import, read as digests
deletions        find the papers whose pages people deleted, by the pages of days and the digests
join             find the paper of each entry (known_papers, matching), and add the entry
                 to it (paper_draft). digest_marks notes digests on their days, by which later
                 imports know them; messages has what to say
by_day           the papers of each day in order
"""
