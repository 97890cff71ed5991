"""The API on loopback, so that everything works with no key and no network."""
