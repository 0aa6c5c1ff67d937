"""Tests of daybook.pages."""
