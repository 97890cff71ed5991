"""The body as a form. Every edit is a change of the JSON text, so that the user's own layout is kept."""
