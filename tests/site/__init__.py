"""Whole sites: of the real digests where they are, and of the sample."""
