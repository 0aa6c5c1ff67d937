"""New archives: `texts/` holds what is written, a folder for every archive and one for each host.

A name that begins with ``dot-`` gets a dot, and ``<<…>>`` in a text is filled in (`new.py`).
"""
