"""Take papers, a day or a digest out of the archive for good: imports leave them out from then on."""
