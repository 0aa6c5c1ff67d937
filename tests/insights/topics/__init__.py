"""Tests of daybook.insights.topics."""
