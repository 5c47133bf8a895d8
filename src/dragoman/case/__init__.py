"""The case file; opens without the parser."""
