"""Ways to look for a counterexample, one a file: each proposes points, the kernel evaluates them."""
