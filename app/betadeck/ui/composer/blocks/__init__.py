"""Content blocks: texts, files, tool calls with their results, and all others by their schema."""
