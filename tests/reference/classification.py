"""Reference values of the classification metrics, by scikit-learn 1.9.1, SciPy and NumPy.

python classification.py > classification.json
"""
import json

import numpy as np
from scipy import stats
from sklearn import metrics

rng = np.random.default_rng(20261122)


def case(name, actual, predicted, n_classes):
    labels = list(range(n_classes))
    precision, recall, f1, support = metrics.precision_recall_fscore_support(
        actual, predicted, labels=labels, zero_division=0)
    return dict(
        name=name, n_classes=n_classes,
        actual=[int(x) for x in actual], predicted=[int(x) for x in predicted],
        confusion=metrics.confusion_matrix(actual, predicted, labels=labels).tolist(),
        accuracy=metrics.accuracy_score(actual, predicted),
        macro_f1=metrics.f1_score(actual, predicted, average="macro", zero_division=0),
        kappa=metrics.cohen_kappa_score(actual, predicted, labels=labels),
        kappa_quadratic=metrics.cohen_kappa_score(actual, predicted, labels=labels, weights="quadratic"),
        precision=precision.tolist(), recall=recall.tolist(), f1=f1.tolist(), support=[int(s) for s in support])


def noisy(n, n_classes, noise, shares=None):
    actual = rng.choice(n_classes, n, p=shares)
    wrong = rng.random(n) < noise
    return actual, np.where(wrong, rng.integers(0, n_classes, n), actual)


cases = [
    case("two classes", *noisy(80, 2, .4), 2),
    case("rare class", *noisy(120, 2, .3, [.9, .1]), 2),
    case("five classes", *noisy(150, 5, .5), 5),
    case("a class never predicted", [0, 0, 1, 1, 2, 2, 2], [0, 1, 1, 1, 0, 1, 0], 3),
    case("a class that does not occur", [0, 0, 1, 1], [0, 1, 1, 0], 3),
    case("a predicted class that does not occur", [0, 0, 1, 1], [0, 2, 1, 0], 3),
    case("all wrong", [0, 0, 1, 1], [1, 1, 0, 0], 2),
]

# Scores with many ties.
actual = rng.integers(0, 2, 60)
scores = np.round(rng.random(60) * .6 + actual * .3, 1).astype(np.float32)
auc = [dict(actual=actual.tolist(), scores=scores.astype(float).tolist(),
            auc=metrics.roc_auc_score(actual, scores))]

truth = rng.integers(0, 3, 40)
raw = rng.random((40, 3)) + .2
p = (raw / raw.sum(axis=1, keepdims=True)).astype(np.float32)
brier = [dict(actual=truth.tolist(), probabilities=p.astype(float).tolist(),
              brier=float(np.mean(np.sum((p.astype(float) - np.eye(3)[truth]) ** 2, axis=1))))]


def corrected_t(d, ratio):
    t = d.mean() / np.sqrt((1 / len(d) + ratio) * d.var(ddof=1))
    return 2 * stats.t.sf(abs(t), len(d) - 1)


significance = []
for n, shift in [(10, .01), (10, .03), (15, .0), (30, .02)]:
    d = rng.normal(shift, .02, n)
    significance.append(dict(differences=d.tolist(), ratio=15 / 70, p=corrected_t(d, 15 / 70)))

# By the definition; the same as statsmodels.stats.multitest.multipletests(p, method="holm")[1].
p_values = [.01, .04, .03, .005, .2]
order = np.argsort(p_values)
adjusted = np.empty(5)
adjusted[order] = np.minimum(np.maximum.accumulate((5 - np.arange(5)) * np.array(p_values)[order]), 1)

print(json.dumps(dict(cases=cases, auc=auc, brier=brier, significance=significance,
                      holm=dict(p=p_values, adjusted=adjusted.tolist()))))
