"""Papers as citations."""
