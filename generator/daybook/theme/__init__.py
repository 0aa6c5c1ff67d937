"""From text to HTML, without knowing papers: the theme's files, Jinja, Markdown and Pygments."""
