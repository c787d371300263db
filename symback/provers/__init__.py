"""Ways to look for a proof, one a file: each chooses which definitions to open, the kernel does the rest."""
