"""Common mistakes in gradient derivations, one a file; its docstring is the manual page of its code."""
