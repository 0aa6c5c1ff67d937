"""Text into HTML: template files, Jinja, Markdown and its cost, code in colour. Knows no paper."""
