"""Fill in what digests leave out."""
