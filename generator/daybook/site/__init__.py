"""The published folder, replaced all or nothing."""
