"""Tables of a page: flattened, one row a line, or boxes of figures."""
