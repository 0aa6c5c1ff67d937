"""A maintainer's own theme folder: what of it fits the built-in theme, and what would be wrong in silence.

``check`` runs all checks: ``unread`` finds files that nothing reads, ``blocks`` blocks that replace nothing,
``styles`` style sheets that do not parse, ``scripts`` imports that lead nowhere and what scripts look for
in pages. ``copying`` copies built-in files, compares them, and keeps the versions that own ones are made of.
"""
