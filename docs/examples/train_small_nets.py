"""The smallest nets of the catalogue, trained with compiled functions: 1-1-1 on one target, 2-3-2 on XOR and AND.

Run it with `python docs/examples/train_small_nets.py`.
"""

from __future__ import annotations

import numpy as np

import symback


def train_one_one_one(steps: int = 2000, eta: float = 2.0) -> float:
    """The error of one input, one hidden and one output unit after learning to answer 0.8 for the input 1."""
    net = symback.compile("net_1_1_1")
    weights = {"w_h": 0.3, "w_o": -0.2}
    for _ in range(steps):
        weights = net.functions["step"](i=1.0, t=0.8, eta=eta, **weights)
    return float(net.functions["loss"](i=1.0, t=0.8, **weights))


def train_two_three_two(steps: int = 3000, eta: float = 8.0, seed: int = 2) -> np.ndarray:
    """What two inputs, three hidden and two output units answer after learning XOR and AND, as a table (4, 2)."""
    net = symback.compile("net_2_3_2")
    x = np.array([[0.0, 0.0], [0.0, 1.0], [1.0, 0.0], [1.0, 1.0]])
    t = np.array([[0.0, 0.0], [1.0, 0.0], [1.0, 0.0], [0.0, 1.0]])
    random = np.random.default_rng(seed)
    weights = {"w": random.normal(size=(2, 3)), "u": random.normal(size=(3, 2))}
    # The source derives the weights' gradients only: the biases stay as they are.
    biases = {"b1": np.array([-0.5, -1.5, 0.5]), "b2": np.array([-2.0, -2.0])}
    for _ in range(steps):
        gradients = net(x=x, t=t, **weights, **biases)
        weights = {name: weights[name] - eta * gradients[name] for name in weights}
    return np.asarray(net.functions["forward"](x=x, **weights, **biases)["y"])


if __name__ == "__main__":
    print(f"1-1-1: error {train_one_one_one():.2e}")
    print("2-3-2: XOR and AND of 00, 01, 10, 11")
    print(train_two_three_two().round(2))
