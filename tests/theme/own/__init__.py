"""Tests of what is checked of a maintainer's own theme folder."""
