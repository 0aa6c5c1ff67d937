"""Whole archives, small and invented, with what must come of them."""
