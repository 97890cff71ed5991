"""The API on loopback: the same checks, texts, headers and streams, with simulated answers."""
