"""Permutation importance of a fitted logistic regression, by scikit-learn 1.9.1.

python explain.py > explain.json
"""
import json

import numpy as np
from sklearn.compose import ColumnTransformer
from sklearn.inspection import partial_dependence, permutation_importance
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import roc_auc_score
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import OneHotEncoder, StandardScaler

rng = np.random.default_rng(20261130)
n = 160
age = rng.integers(18, 80, n)
balance = np.round(rng.normal(50000, 20000, n), 2)
country = rng.choice(["France", "Germany", "Spain"], n, p=[.5, .3, .2])
logit = .06 * (age - 45) + .9 * (country == "Germany") + 1e-5 * (balance - 50000) - .5
leaves = (rng.random(n) < 1 / (1 + np.exp(-logit))).astype(int)

rows = np.array(list(zip(age.tolist(), balance.tolist(), country.tolist())), dtype=object)
columns = ColumnTransformer([("numbers", StandardScaler(), [0, 1]), ("words", OneHotEncoder(), [2])])
model = make_pipeline(columns, LogisticRegression()).fit(rows, leaves)
importance = permutation_importance(model, rows, leaves, scoring="roc_auc", n_repeats=4000, random_state=1)
curve = partial_dependence(model, rows, [2], kind="average", method="brute", categorical_features=[2],
                           custom_values={2: ["France", "Germany", "Spain"]})

print(json.dumps(dict(
    age=age.tolist(), balance=balance.tolist(), country=country.tolist(), leaves=leaves.tolist(),
    weights=model[-1].coef_[0].tolist(), bias=model[-1].intercept_[0],
    auc=roc_auc_score(leaves, model.predict_proba(rows)[:, 1]),
    mean=importance.importances_mean.tolist(), sd=importance.importances_std.tolist(),
    probability=model.predict_proba(rows[:5])[:, 1].tolist(),
    dependence=curve["average"][0].tolist())))
