"""The command line: options, exit codes, and everything that prints."""
