"""Find every problem in content and site."""
