"""Reference values of curves, thresholds and losses of two classes by scikit-learn 1.9.1, and of DeLong's test by its
definition in NumPy.

python ranking.py > ranking.json
"""
import json
import warnings

import numpy as np
from scipy import stats
from sklearn import metrics
from sklearn.calibration import calibration_curve

rng = np.random.default_rng(20261130)
warnings.filterwarnings("ignore")


def sample(n, share, shift, digits=None):
    actual = rng.random(n) < share
    scores = 1 / (1 + np.exp(-rng.normal(actual * shift - 1.2, 1.)))
    if digits is not None:
        scores = np.round(scores, digits)
    return actual, scores.astype(np.float32)


def finite(values):
    return [None if np.isinf(v) else float(v) for v in values]


def ece(actual, p, n_bins=10):
    index = np.minimum(np.maximum(np.ceil(p * n_bins).astype(int) - 1, 0), n_bins - 1)
    return float(sum(abs(np.mean(actual[index == b]) - np.mean(p[index == b])) * np.mean(index == b)
                     for b in range(n_bins) if np.any(index == b)))


def case(name, actual, scores):
    s = scores.astype(np.float64)
    false_positive_rate, recall, thresholds = metrics.roc_curve(actual, s, drop_intermediate=False)
    precision, pr_recall, pr_thresholds = metrics.precision_recall_curve(actual, s)
    rate, mean_p = calibration_curve(actual, s, n_bins=8)
    at = []
    for threshold in [-.1, 0., .1, .25, .3, .5, .7, 1., 1.1]:
        called = s >= np.float32(threshold)
        tn, fp, fn, tp = metrics.confusion_matrix(actual, called, labels=[False, True]).ravel()
        at.append(dict(threshold=threshold, counts=[int(tp), int(fp), int(tn), int(fn)],
                       precision=metrics.precision_score(actual, called, zero_division=0),
                       recall=metrics.recall_score(actual, called),
                       accuracy=metrics.accuracy_score(actual, called),
                       f2=metrics.fbeta_score(actual, called, beta=2, zero_division=0),
                       f_half=metrics.fbeta_score(actual, called, beta=.5, zero_division=0)))
    return dict(
        name=name, positive=actual.tolist(), scores=s.tolist(),
        roc=dict(thresholds=finite(thresholds), false_positive_rate=false_positive_rate.tolist(), recall=recall.tolist()),
        # From the highest threshold on; scikit-learn gives the lowest first.
        pr=dict(thresholds=[None] + pr_thresholds[::-1].tolist(), precision=precision[::-1].tolist(),
                recall=pr_recall[::-1].tolist()),
        roc_auc=metrics.roc_auc_score(actual, s), average_precision=metrics.average_precision_score(actual, s),
        brier=metrics.brier_score_loss(actual, s), log_loss=metrics.log_loss(actual, np.clip(s, 2.**-23, 1 - 2.**-23)),
        calibration=dict(rate=rate.tolist(), mean_probability=mean_p.tolist()), ece=ece(actual, s), at=at)


cases = [
    case("continuous", *sample(150, .3, 1.5)),
    case("many ties", *sample(200, .25, 1.2, 1)),
    case("rare", *sample(300, .03, 1., 2)),
    case("no better than chance", *sample(60, .5, 0.)),
    case("perfect", np.array([False] * 5 + [True] * 3), np.float32([.1, .2, .2, .3, .4, .6, .6, 1.])),
    case("all alike", np.array([True, False, False, True, False]), np.float32([.5] * 5)),
    case("bin edges, 0 and 1", np.array([False, True, False, True, False, True, True, False]),
         np.float32([0, 0, .125, .25, .5, .875, 1, 1])),
]


def components(actual, s):
    """V10 and V01 by comparing every pair, O(n²)."""
    x, y = s[actual], s[~actual]
    psi = (x[:, None] > y[None]) + .5 * (x[:, None] == y[None])
    return psi.mean(1), psi.mean(0)


def delong(actual, a, b, level=.95):
    (a10, a01), (b10, b01) = components(actual, a), components(actual, b)
    s10, s01 = np.cov(a10, b10), np.cov(a01, b01)
    s = s10 / len(a10) + s01 / len(a01)
    variance = s[0, 0] + s[1, 1] - 2 * s[0, 1]
    difference = a10.mean() - b10.mean()
    assert abs(a10.mean() - metrics.roc_auc_score(actual, a)) < 1e-12
    z = difference / np.sqrt(variance)
    half = stats.norm.ppf((1 + level) / 2) * np.sqrt(s[0, 0])
    return dict(positive=actual.tolist(), a=a.astype(float).tolist(), b=b.astype(float).tolist(),
                auc_a=a10.mean(), auc_b=b10.mean(), variance_a=s[0, 0], standard_error=np.sqrt(variance), z=z,
                p_value=2 * stats.norm.sf(abs(z)),
                interval=[max(a10.mean() - half, 0), min(a10.mean() + half, 1)])


def pair(n, share, better, digits=None):
    actual, a = sample(n, share, 1.5, digits)
    b = a * .5 + rng.random(n) * better
    return delong(actual, a, (b if digits is None else np.round(b, digits)).astype(np.float32))


print(json.dumps(dict(
    cases=cases,
    delong=[pair(120, .3, .3), pair(200, .2, 1., 1), pair(40, .5, .1), pair(80, .1, .6, 1)])))
