"""The raw events of a stream, as they came."""
