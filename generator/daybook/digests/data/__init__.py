"""Papers in formats that programs exchange: JSON, YAML, TOML, XML, CSV."""
