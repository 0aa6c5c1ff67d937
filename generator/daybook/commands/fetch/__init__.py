"""Fetch digests from a service."""
