"""Reports: one file, one format in which what was found is written."""
