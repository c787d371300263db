"""Losses, divergences and normalisations, written out for a fixed number of entries."""

from __future__ import annotations

from collections.abc import Iterator

import sympy as sp

from benchmarks.obligations.activations import sigmoid
from benchmarks.obligations.networks import reals
from benchmarks.obligations.obligation import Obligation

HALF = sp.Rational(1, 2)


def losses() -> Iterator[Obligation]:
    """Cross-entropies and their stable forms, squares, focal and Huber losses."""
    z, y, t = reals("z y t")
    p, g = sp.symbols("p g", positive=True)
    s = sigmoid(z)
    entropy = -y * sp.log(s) - (1 - y) * sp.log(1 - s)
    yield Obligation("entropy of a logit", sp.diff(entropy, z), s - y)
    yield Obligation("entropy of a logit, second", sp.diff(entropy, z, 2), s * (1 - s))
    yield Obligation("entropy as softplus", entropy, sp.log(1 + sp.exp(z)) - y * z)
    yield Obligation("entropy, stable", entropy, sp.Max(z, 0) - z * y + sp.log(1 + sp.exp(-sp.Abs(z))))
    yield Obligation(
        "entropy by probability",
        sp.diff(-y * sp.log(p) - (1 - y) * sp.log(1 - p), p),
        (p - y) / (p * (1 - p)),
        assuming=(sp.Lt(p, 1),),
    )
    yield Obligation("squares by a logit", sp.diff(HALF * (s - y) ** 2, z), (s - y) * s * (1 - s))
    focal = -((1 - s) ** 2) * sp.log(s)
    yield Obligation("focal", sp.diff(focal, z), (1 - s) ** 2 * (2 * s * sp.log(s) + s - 1))
    root = sp.sqrt(1 + ((z - y) / g) ** 2)
    yield Obligation("pseudo-Huber", sp.diff(g**2 * (root - 1), z), (z - y) / root)
    yield Obligation("log-cosh", sp.diff(sp.log(sp.cosh(z - y)), z), sp.tanh(z - y))
    yield Obligation(
        "Huber by pieces",
        sp.Piecewise((HALF * t**2, sp.Abs(t) <= g), (g * (sp.Abs(t) - g / 2), True)),
        g * sp.Abs(t) - g**2 / 2 + HALF * sp.Max(g - sp.Abs(t), 0) ** 2,
    )
    yield Obligation("logistic loss", sp.diff(sp.log(1 + sp.exp(-t * z)), z), -t * sigmoid(-t * z))


def gaussians() -> Iterator[Obligation]:
    """Divergences and likelihoods of normal distributions."""
    m, n, x, v = reals("m n x v")
    s, r = sp.symbols("s r", positive=True)
    divergence = sp.log(r / s) + (s**2 + (m - n) ** 2) / (2 * r**2) - HALF
    yield Obligation("divergence by mean", sp.diff(divergence, m), (m - n) / r**2)
    yield Obligation("divergence by deviation", sp.diff(divergence, s), (s**2 - r**2) / (s * r**2))
    yield Obligation("divergence by other deviation", sp.diff(divergence, r), (r**2 - s**2 - (m - n) ** 2) / r**3)
    prior = -HALF * (1 + v - m**2 - sp.exp(v))
    yield Obligation(
        "variational term",
        prior,
        (sp.log(1 / sp.exp(v / 2)) + (sp.exp(v) + m**2) / 2 - HALF),
    )
    yield Obligation("variational slope", sp.diff(prior, v), (sp.exp(v) - 1) / 2)
    likelihood = sp.log(s) + HALF * sp.log(2 * sp.pi) + (x - m) ** 2 / (2 * s**2)
    yield Obligation("likelihood by deviation", sp.diff(likelihood, s), (s**2 - (x - m) ** 2) / s**3)
    density = sp.exp(-((x - m) ** 2) / (2 * s**2)) / (s * sp.sqrt(2 * sp.pi))
    yield Obligation("likelihood as logarithm", -sp.log(density), likelihood)
    yield Obligation("density by place", sp.diff(density, x), (m - x) / s**2 * density)


def norms() -> Iterator[Obligation]:
    """Batch, layer and root-mean-square normalisation of 3 to 5 entries; unit vectors and cosines."""
    eps = sp.Symbol("epsilon", positive=True)
    for n in (3, 4, 5):
        x, g = reals(f"x1:{n + 1}"), reals(f"g1:{n + 1}")
        mean = sum(x) / n
        variance = sum((each - mean) ** 2 for each in x) / n
        deviation = sp.sqrt(variance + eps)
        hat = [(each - mean) / deviation for each in x]
        loss = sum(weight * each for weight, each in zip(g, hat, strict=True))
        closed = n * g[0] - sum(g) - hat[0] * loss
        yield Obligation(f"batch norm {n} by input", sp.diff(loss, x[0]), closed / (n * deviation))
        yield Obligation(f"layer norm {n} diagonal", sp.diff(hat[0], x[0]), (n - 1 - hat[0] ** 2) / (n * deviation))
        yield Obligation(f"layer norm {n} beside", sp.diff(hat[0], x[1]), -(1 + hat[0] * hat[1]) / (n * deviation))
        yield Obligation(f"variance {n}", variance, sum(each**2 for each in x) / n - mean**2)
        yield Obligation(f"variance {n} slope", sp.diff(variance, x[0]), 2 * (x[0] - mean) / n)
    x, y = reals("x1:4"), reals("y1:4")
    square = sum(each**2 for each in x)
    norm = sp.sqrt(square)
    yield Obligation("unit vector diagonal", sp.diff(x[0] / norm, x[0]), (square - x[0] ** 2) / norm**3)
    yield Obligation("unit vector beside", sp.diff(x[0] / norm, x[1]), -x[0] * x[1] / norm**3)
    other = sp.sqrt(sum(each**2 for each in y))
    cosine = sum(a * b for a, b in zip(x, y, strict=True)) / (norm * other)
    yield Obligation("cosine slope", sp.diff(cosine, x[0]), y[0] / (norm * other) - cosine * x[0] / square)
    mean_square = sp.sqrt(square / 3 + eps)
    yield Obligation(
        "root-mean-square norm",
        sp.diff(x[0] / mean_square, x[0]),
        (1 - x[0] ** 2 / (3 * mean_square**2)) / mean_square,
    )


def obligations() -> Iterator[Obligation]:
    """All of them."""
    for part in (losses, gaussians, norms):
        yield from part()
