"""Fetch digests from a service.

``days`` chooses the days, ``fetch`` requests and saves them, ``saved`` compares an answer with the saved
files of its day, ``summary`` describes a run in Markdown.
"""
