"""Makers of what the package ships; not part of the package."""
