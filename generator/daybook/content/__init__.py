"""The content folder, which people own and edit.

content/site.toml                settings
content/about.md …               text pages in Markdown, each at ``/NAME/``
content/digests/YEAR/…           saved digests
content/papers/YEAR/SLUG.md      a page for each paper
content/dates/YYYY-MM-DD.md      a page for each day
content/removed.txt              addresses of removed papers
"""
