"""One document in, records out."""
