"""Tests of daybook.pages.parts."""
