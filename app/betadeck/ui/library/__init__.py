"""Presets, beta sets and history, in one list with one filter."""
