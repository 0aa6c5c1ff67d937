"""Papers as citations.

citation         what a citation states of a paper: `citation_of`
names            an author's name as family name, given names and suffix
keys             the key of a new paper, such as ``chen2025xverse``
bibtex, ris, csl_json, plain_citation: a citation in each form; ``forms`` lists those to download
"""
