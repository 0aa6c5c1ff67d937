"""New digests and known papers into papers."""
