"""Imported text as its authors meant it: read into nodes once, written as HTML and as plain text.

``reader`` reads text into ``nodes``, with ``dollars`` (formulas), ``commands`` (LaTeX and its braces),
``superscript_marks`` (``x^2``) and ``markdown``; ``blocks`` finds paragraphs and lists. ``formulas`` converts
formulas to MathML and checks it; ``formula_text`` writes MathML and symbols as plain text.
``html``, ``plain_form`` and ``latex_form`` write nodes; ``sentences`` finds the first ones. The functions for
other packages are in ``daybook.text.formatted``.
"""
