"""Dialogs: opened with `.open()`, they never block; what the user decided comes as a signal."""
