"""Finding out: which beta breaks a request, what a key accepts, how two variants differ."""
