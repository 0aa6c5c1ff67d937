"""Newsletters, whose papers are links with text around them."""
