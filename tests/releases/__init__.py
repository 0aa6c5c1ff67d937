"""Archives of earlier releases, and tests that they build and keep their addresses."""
