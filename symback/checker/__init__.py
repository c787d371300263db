"""A derivation judged: each step against its neighbour and against the head of its chain."""

from symback.checker.steps import check_derivation
from symback.checker.summary import Summary, expectation, summarise

__all__ = ["Summary", "check_derivation", "expectation", "summarise"]
