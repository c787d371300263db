"""Floor 0: terms, derivatives, normal forms, enclosures; the only maker of theorems and refutations."""
