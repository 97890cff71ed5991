"""The parts of an answer, one widget for each kind of content block."""
