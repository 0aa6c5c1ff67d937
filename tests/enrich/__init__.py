"""Tests of enrichment, from files and from a stand-in of arXiv on loopback."""
