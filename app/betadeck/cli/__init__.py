"""The command line, one verb a file; never imports Qt."""
