"""Tables of names and values: headers, the query, path parameters."""
