"""The checks on what was built: everything that a browser, a search engine or a patient meets, before it takes the old site's place."""
