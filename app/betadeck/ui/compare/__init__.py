"""The compare window: two exchanges, or an exchange and a file, side by side."""
