"""Benchmarks: what each stage costs, as shares of the parse in the same run. Not tests: `make bench`."""
