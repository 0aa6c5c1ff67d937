"""Kills, refusals, hostile text, fuzzing."""
