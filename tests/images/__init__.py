"""Tests of daybook.images."""
