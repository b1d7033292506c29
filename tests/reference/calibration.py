"""Reference values of Platt's curve and isotonic steps, by scikit-learn 1.9.1 and SciPy.

python calibration.py > calibration.json
"""
import json

import numpy as np
from scipy.optimize import minimize
from scipy.special import expit
from sklearn.calibration import _SigmoidCalibration
from sklearn.isotonic import IsotonicRegression

rng = np.random.default_rng(20261130)
EDGE = 2.**-25
GRID = np.float32([0, 1e-9, .001, .05, .1, .2, .25, .3, .4, .5, .6, .75, .9, .99, 1]).astype(np.float64)


def logit(p):
    p = np.clip(p, EDGE, 1 - EDGE)
    return np.log(p / (1 - p))


def platt(p, y):
    """The minimum of Platt's loss, and scikit-learn's L-BFGS on the way to it."""
    x, n_pos, n_neg = logit(p), y.sum(), (~y).sum()
    t = np.where(y, (n_pos + 1) / (n_pos + 2), 1 / (n_neg + 2))
    loss = lambda ab: np.sum(np.logaddexp(0, ab[0] * x + ab[1]) - t * (ab[0] * x + ab[1]))
    d = lambda ab: np.array([np.sum((expit(ab[0] * x + ab[1]) - t) * x), np.sum(expit(ab[0] * x + ab[1]) - t)])

    def dd(ab):
        q = expit(ab[0] * x + ab[1])
        w = q * (1 - q)
        return np.array([[np.sum(w * x * x), np.sum(w * x)], [np.sum(w * x), np.sum(w)]])

    ab = minimize(loss, [1., 0.], jac=d, hess=dd, method="trust-exact", options=dict(gtol=1e-10)).x
    sk = _SigmoidCalibration().fit(x, y.astype(float))
    return dict(a=ab[0], b=ab[1], grid=expit(ab[0] * logit(GRID) + ab[1]).tolist(),
                sklearn_a=-float(sk.a_), sklearn_b=-float(sk.b_))


def case(name, n, share, sharpness, offset, digits=None):
    y = rng.random(n) < share
    z = rng.normal(y * 1.5 - 1.5, 1.)
    p = expit(z * sharpness + offset)
    p = (p if digits is None else np.round(p, digits)).astype(np.float32).astype(np.float64)
    iso = IsotonicRegression(out_of_bounds="clip").fit(p, y.astype(float))
    return dict(name=name, probabilities=p.tolist(), positive=y.tolist(), platt=platt(p, y),
                isotonic=dict(x=iso.X_thresholds_.tolist(), y=iso.y_thresholds_.tolist(),
                              grid=iso.predict(GRID).tolist()))


print(json.dumps(dict(grid=GRID.tolist(), cases=[
    case("sure of itself", 200, .3, 3., 0.),
    case("timid", 300, .2, .4, .5),
    case("ties", 250, .25, 2., -1., 1),
    case("rare", 400, .03, 1., 1., 2),
    case("ends", 150, .4, 12., 2., 2),
])))
