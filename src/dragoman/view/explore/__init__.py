"""The explorer: a case served to a browser on this machine, a page a view, each with an address that can be shared."""
