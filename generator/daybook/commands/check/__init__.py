"""Find the problems of the content folder and the built site.

``check`` runs the command, ``site`` checks the site's files and links, ``html_page`` a page's HTML.
"""
