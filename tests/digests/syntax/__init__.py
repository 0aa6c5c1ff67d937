"""Tests of daybook.digests.syntax."""
