"""Running one request over a table: the dialog and its words."""
