"""Across documents: who is who, what is one happening; every merge a recorded decision."""
