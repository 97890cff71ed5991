"""Widgets: told what to show, announce what happened; know the core alone."""
