"""Builds the objects and connects them; the only place that knows both control and ui."""
