"""The checklist of betas and the header that comes of it."""
