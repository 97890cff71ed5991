"""Betadeck: a desktop request builder for the Claude API."""

__version__ = "0.1.0"
