"""Reference values of the clustering metrics, K-means from given starts and PCA, by scikit-learn 1.9.1 and NumPy.

python clustering.py > clustering.json
"""
import json

import numpy as np
from sklearn import metrics
from sklearn.cluster import KMeans
from sklearn.datasets import load_iris
from sklearn.decomposition import PCA

rng = np.random.default_rng(20261122)


def rows(n, d, offset=0.):
    return np.round(rng.normal(size=(n, d)) * rng.uniform(.5, 3, d) + offset, 3).astype(np.float32)


def judged(name, x, labels):
    x64, labels = x.astype(np.float64), np.asarray(labels)
    return dict(name=name, rows=x64.tolist(), labels=labels.tolist(),
                silhouette=metrics.silhouette_score(x64, labels),
                silhouette_samples=metrics.silhouette_samples(x64, labels).tolist(),
                davies_bouldin=metrics.davies_bouldin_score(x64, labels),
                calinski_harabasz=metrics.calinski_harabasz_score(x64, labels))


a = rows(70, 5)
b = rows(40, 2, offset=1000.)
b[20:25] = b[20]
cases = [
    judged("four groups", a, np.argmin(((a[:, None] - a[None, :4]) ** 2).sum(2), 1)),
    judged("by chance, label 1 not used", a, rng.choice([0, 2, 5], 70)),
    judged("a group of one, copies, far from 0", b, np.r_[7, rng.integers(0, 3, 39)]),
    judged("two identical groups", np.repeat(rows(1, 3), 6, 0), [0, 0, 0, 1, 1, 1]),
    judged("groups without a width", np.repeat(rows(3, 3), 4, 0), np.repeat([0, 1, 2], 4)),
    judged("one column", rows(30, 1), rng.integers(0, 3, 30)),
]

agreement = []
for n, ka, kb in [(50, 3, 3), (50, 4, 2), (80, 1, 5), (9, 1, 1)]:
    u, v = rng.integers(0, ka, n), rng.integers(0, kb, n)
    if n == 50:
        v = np.where(rng.random(n) < .6, u % kb, v)
    best = [max(float(np.sum((u == i) & (v == j)) / np.sum((u == i) | (v == j))) for j in range(kb)) for i in range(u.max() + 1)]
    agreement.append(dict(a=u.tolist(), b=v.tolist(), adjusted_rand=metrics.adjusted_rand_score(u, v), jaccard=best))


def clustered(name, x, start, tol):
    x64 = x.astype(np.float64)
    fit = KMeans(len(start), init=np.asarray(start, np.float64), n_init=1, tol=tol, algorithm="lloyd").fit(x64)
    return dict(name=name, rows=x64.tolist(), start=np.asarray(start, np.float64).tolist(), tol=tol,
                labels=fit.labels_.tolist(), inertia=fit.inertia_, n_iter=fit.n_iter_,
                centroids=fit.cluster_centers_.tolist())


c = np.concatenate([rows(60, 3, o) for o in (0., 4., 9.)])
kmeans = [
    clustered("no label changes", c, c[:5], 0),
    clustered("tolerance", c, c[:5], 1e-2),
    clustered("an empty cluster", c, np.r_[c[:2], [[500., 500, 500]]], 0),
    clustered("two empty clusters", c, np.r_[c[:2], [[500., 500, 500], [-700., 0, 0]]], 0),
]

iris = load_iris().data
correlation = dict(rows=a.astype(np.float64).tolist(), pearson=np.corrcoef(a.astype(np.float64).T).tolist())
pca = PCA().fit(iris)
signs = np.sign(pca.components_[np.arange(4), np.abs(pca.components_).argmax(1)])
print(json.dumps(dict(
    cases=cases, agreement=agreement, kmeans=kmeans, correlation=correlation,
    iris=dict(rows=iris.tolist(), species=load_iris().target.tolist(),
              components=(pca.components_ * signs[:, None]).tolist(),
              explained_variance=pca.explained_variance_.tolist(),
              explained_variance_ratio=pca.explained_variance_ratio_.tolist()))))
