"""Formulas as people write them: terms shown as text, as LaTeX and as nested arrays."""
