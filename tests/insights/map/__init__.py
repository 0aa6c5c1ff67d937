"""Tests of daybook.insights.map."""
