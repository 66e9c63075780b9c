"""Everything held about a person as two files: a page to read, and JSON for other programs."""
