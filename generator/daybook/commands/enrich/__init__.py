"""Fill in metadata that digests do not give.

``enrich`` runs the command: ``incomplete`` finds papers with empty fields, ``snapshot`` and ``online`` find
candidates for them, ``choose`` decides between these, ``remembered`` keeps answers of arXiv.
"""
