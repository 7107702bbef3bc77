"""One region in one file: its rows, its files and a manifest with checksums."""
