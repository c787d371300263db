"""Floor 5: one file a language that programs are printed in; the file ends with its `TARGET`."""
