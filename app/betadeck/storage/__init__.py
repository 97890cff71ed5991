"""What is kept: presets, beta sets, targets, settings, history, keys. Files whole or not at all."""
