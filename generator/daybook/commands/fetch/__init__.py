"""Fetch digests from a service.

``days`` chooses the days, ``fetch`` requests and saves them, ``summary`` describes a run in Markdown.
"""
