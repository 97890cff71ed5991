"""The response pane: how it went, the answer or the error, and everything that was received."""
