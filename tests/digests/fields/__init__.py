"""Tests of daybook.digests.fields."""
