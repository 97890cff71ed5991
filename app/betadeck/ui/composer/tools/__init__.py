"""Tools: one's own with a table for their input, and those that the API runs or knows."""
