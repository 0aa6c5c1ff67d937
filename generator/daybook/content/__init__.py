"""The folder of content that people own: read and written."""
