"""Parts of pages that several kinds show."""
