"""Make two pages one for good: digests that name the one or the other are joined to the page that is kept."""
