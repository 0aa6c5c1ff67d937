"""Saved e-mails."""
