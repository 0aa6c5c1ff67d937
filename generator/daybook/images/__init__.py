"""Draw pictures of few colours in plain Python: letters by the pen, PNG by runs of equal pixels.

A picture depends on its numbers alone: no font, library or version of one has a part in its bytes.
"""
