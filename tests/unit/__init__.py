"""Functions and stages, one file of tests for each."""
