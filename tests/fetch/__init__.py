"""Tests of fetching, against a real HTTP server on loopback; none of them talks to another machine."""
