"""Tests of the repository: architecture, documents, workflows, packaging."""
