"""Tests of daybook.digests.mails."""
