"""Compare a site, in a folder or as it is served, with its record and with a rebuild of its commit."""
