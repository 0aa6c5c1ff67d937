"""Give the page of a paper another address; the old one sends readers on."""
