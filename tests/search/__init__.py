"""Search: the index, its parity with Lunr, and the page in Chromium."""
