"""make bench: the whole path beside plain mkdocs-material, on the same pages, as processes from outside."""
