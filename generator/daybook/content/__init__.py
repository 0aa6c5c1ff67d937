"""The content folder, whose files people own.

content/site.toml               settings                                   site_toml
content/about.md …              own pages in Markdown, each at /NAME/     page
content/digests/YEAR/…          saved digests                              archive.new_digests
content/papers/YEAR/SLUG.md     a page for each paper                      paper_page
content/dates/YYYY-MM-DD.md     a page for each day                        date_page
content/map.txt                 the places of papers on the map            map_places
content/static/…                files that are published as they are       static_files
content/topics.toml             topics that people merge, rename or hide   topics_toml
content/people.toml             who is who among authors                   people_toml
content/removed.toml            what people removed                        removed_toml
content/removed.txt             the same of earlier versions: addresses    removed
"""
