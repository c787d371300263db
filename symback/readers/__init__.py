"""Readers: one file, one kind of document, each text to derivations with spans."""
