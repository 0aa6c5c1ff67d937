"""Build the site."""
