"""Reference values of logistic regression, by scikit-learn 1.9.1 (L2, lbfgs, run to the end).

python logistic.py > logistic.json
"""
import json

import numpy as np
from sklearn.linear_model import LogisticRegression

rng = np.random.default_rng(20261130)


def case(name, n, d, k, c, class_weight):
    x = rng.normal(size=(n, d)).round(3)
    x[:, 0] *= 3
    scores = x @ rng.normal(size=(d, k)) + rng.gumbel(size=(n, k)) + np.linspace(0, 1.5, k)
    y = scores.argmax(1)
    model = LogisticRegression(C=c, class_weight=class_weight, tol=1e-12, max_iter=100_000).fit(x, y)
    return dict(name=name, n_classes=k, c=c, balanced=class_weight == "balanced", x=x.tolist(),
                y=[int(v) for v in y], coefficients=model.coef_.tolist(), intercepts=model.intercept_.tolist(),
                probabilities=model.predict_proba(x).tolist())


print(json.dumps([
    case("two classes", 80, 4, 2, 1.0, None),
    case("two classes, weak penalty", 80, 3, 2, 100.0, None),
    case("two classes, balanced", 90, 3, 2, 0.5, "balanced"),
    case("three classes", 90, 3, 3, 1.0, None),
    case("five classes, balanced", 120, 4, 5, 2.0, "balanced"),
]))
