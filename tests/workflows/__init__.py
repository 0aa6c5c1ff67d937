"""Tests of the workflows, of what they install, and of the command that runs all tests."""
