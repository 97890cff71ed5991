"""The history window: everything that was ever sent, searched, looked at, kept and forgotten."""
