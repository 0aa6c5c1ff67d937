"""The only code that touches files: read, write, fsync, walk, lock, cache."""
