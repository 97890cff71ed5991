"""The body as JSON text: an editor that helps with brackets, shows faults in place, finds and formats."""
