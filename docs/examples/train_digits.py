"""A 64-32-10 net on scikit-learn's handwritten digits, trained with nothing but compiled functions.

The derivation is derivations/dense_softmax_net.py; every formula in it is proved, for all sizes, before the
functions below exist. Run it with `python docs/examples/train_digits.py`.
"""

from __future__ import annotations

import numpy as np
from sklearn.datasets import load_digits
from sklearn.model_selection import train_test_split

import symback


def train(epochs: int = 30, batch: int = 64, eta: float = 1.0, seed: int = 0) -> float:
    """The accuracy on held-out digits after plain stochastic gradient descent."""
    net = symback.compile("dense_softmax_net")
    forward, loss, step = net.functions["forward"], net.functions["loss"], net.functions["step"]

    digits = load_digits()
    x, x_test, labels, labels_test = train_test_split(
        digits.data / 16.0, digits.target, test_size=360, random_state=seed, stratify=digits.target
    )
    t = np.eye(10)[labels]
    random = np.random.default_rng(seed)
    weights = {
        "W1": random.normal(scale=64**-0.5, size=(64, 32)),
        "b1": np.zeros(32),
        "W2": random.normal(scale=32**-0.5, size=(32, 10)),
        "b2": np.zeros(10),
    }
    for epoch in range(epochs):
        order = random.permutation(len(x))
        for start in range(0, len(x), batch):
            rows = order[start : start + batch]
            weights = step(x[rows], t[rows], **weights, eta=eta)
        if epoch % 10 == 9:
            print(f"epoch {epoch + 1:3}: loss {loss(x, t, **weights):.4f}")
    scores = forward(x_test, **weights)["y"]
    return float(np.mean(scores.argmax(axis=1) == labels_test))


if __name__ == "__main__":
    print(f"test accuracy {train():.1%}")
