"""Phrases of the interface: every one is in the catalogues, and every catalogue has all."""
