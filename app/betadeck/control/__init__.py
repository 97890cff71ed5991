"""What the user means to do, one class an intention; knows no widget."""
