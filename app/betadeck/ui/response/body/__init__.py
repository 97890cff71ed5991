"""The body as it came: a view over the bytes that draws only what is looked at."""
