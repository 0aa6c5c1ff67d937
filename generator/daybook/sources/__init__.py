"""The network and nothing else: an HTTP client and the services it asks."""
