"""Finding out by sending: what to ask next, and what the answers mean. Nothing here sends."""
