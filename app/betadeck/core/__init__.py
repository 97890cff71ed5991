"""Values and pure functions: no Qt, no network, no files, no clock."""
