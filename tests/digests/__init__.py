"""Tests of daybook.digests."""
