"""Tests of daybook.digests.saved_pages."""
