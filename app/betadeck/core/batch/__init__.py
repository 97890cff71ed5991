"""One request over many rows: the table, the batch made of it, the results joined back."""
