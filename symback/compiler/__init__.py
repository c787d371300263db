"""Floor 4: proved closed forms to array programs. `assembly.lower` takes a theorem, and nothing less."""
