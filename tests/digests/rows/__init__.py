"""Tests of daybook.digests.rows."""
