"""Build, serve, rebuild on change."""
