"""Lists of papers in Markdown, or in what is turned into Markdown: Org mode, reStructuredText."""
