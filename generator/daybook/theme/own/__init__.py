"""A maintainer's own theme folder: what of it fits the built-in theme, and what would be wrong in silence.

``check`` runs all checks: ``unread`` finds files that nothing reads, ``blocks`` blocks that replace nothing,
``styles`` style sheets that do not parse, ``scripts`` imports that lead nowhere and what scripts look for
in pages. ``version`` keeps the versions of the built-in files that own ones were made from; ``copying``
copies a built-in file and compares.
"""
