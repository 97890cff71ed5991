"""JSON as a tree that is read as far as it is opened."""
