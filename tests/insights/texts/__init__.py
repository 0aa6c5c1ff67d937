"""Tests of daybook.insights.texts."""
