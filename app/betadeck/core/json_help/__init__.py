"""Help for who writes a body as JSON: what may stand at the caret, and what stands there. Broken text too."""
