"""`python -m symback`."""

from __future__ import annotations

import sys

from symback.cli import main

if __name__ == "__main__":
    sys.exit(main())
