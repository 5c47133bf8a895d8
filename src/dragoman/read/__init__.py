"""Sources in, documents out: one reader for each kind of source."""
