"""What a reader sees: the brief, listings, exports."""
