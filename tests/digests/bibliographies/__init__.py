"""Tests of daybook.digests.bibliographies."""
