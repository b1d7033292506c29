//! The methods people name for finding segments: where customers are compared, then K-means there.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use crate::base::{Message, nearest};
use crate::models::rnn::Cell;
use crate::models::{ParamKind, ParamSpec, ParamValue, Params, kmeans, rnn};
use crate::study::StudyError;

/// Where customers are compared.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SpaceKind {
    /// The columns as they are.
    Columns,
    /// All columns as logarithms.
    LogColumns,
    /// The first principal components.
    Components,
    /// The last hidden state of a recurrent network.
    Network { cell: Cell, autoencoder: bool },
}

/// A method as a person chooses it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ClusterMethod {
    pub id: &'static str,
    pub name_key: &'static str,
    /// One line on what it does.
    pub about_key: &'static str,
    pub kind: SpaceKind,
}

const fn method(
    id: &'static str,
    [name_key, about_key]: [&'static str; 2],
    kind: SpaceKind,
) -> ClusterMethod {
    ClusterMethod { id, name_key, about_key, kind }
}

const fn network(cell: Cell) -> SpaceKind {
    SpaceKind::Network { cell, autoencoder: false }
}

#[rustfmt::skip]
static METHODS: [ClusterMethod; 7] = [
    method("kmeans", ["seg-method-kmeans", "seg-method-kmeans-about"], SpaceKind::Columns),
    method("kmeans_log", ["seg-method-kmeans-log", "seg-method-kmeans-log-about"], SpaceKind::LogColumns),
    method("pca_kmeans", ["seg-method-pca-kmeans", "seg-method-pca-kmeans-about"], SpaceKind::Components),
    method("rnn_kmeans", ["seg-method-rnn-kmeans", "seg-method-rnn-kmeans-about"], network(Cell::Simple)),
    method("lstm_kmeans", ["seg-method-lstm-kmeans", "seg-method-lstm-kmeans-about"], network(Cell::Lstm)),
    method("gru_kmeans", ["seg-method-gru-kmeans", "seg-method-gru-kmeans-about"], network(Cell::Gru)),
    method("autoencoder_kmeans", ["seg-method-autoencoder-kmeans", "seg-method-autoencoder-kmeans-about"], SpaceKind::Network { cell: Cell::Lstm, autoencoder: true }),
];

/// The methods of a segmentation unless the analyst chooses others.
pub const DEFAULT_CLUSTER_METHODS: [&str; 2] = ["kmeans", "rnn_kmeans"];

/// The method every other one is held against.
pub const PLAIN: &str = "kmeans";

/// The principal components that customers are compared by.
pub(super) const N_COMPONENTS: ParamSpec = ParamSpec {
    key: "n_components",
    name: "param-n_components",
    more: "param-n_components-more",
    kind: ParamKind::Int { default: 2, min: 1, max: 50 },
};

/// What the method or the recipe says already.
const NOT_CHOSEN_HERE: [&str; 2] = ["cell", "objective"];

static COMPONENT_SPECS: LazyLock<Vec<ParamSpec>> =
    LazyLock::new(|| [N_COMPONENTS].iter().chain(kmeans::PARAMS).copied().collect());

static NETWORK_SPECS: LazyLock<Vec<ParamSpec>> = LazyLock::new(|| {
    let chosen = rnn::PARAMS.iter().filter(|spec| !NOT_CHOSEN_HERE.contains(&spec.key));
    chosen.chain(kmeans::PARAMS).copied().collect()
});

impl ClusterMethod {
    /// Every parameter that may be chosen, with its default.
    pub fn specs(&self) -> &'static [ParamSpec] {
        match self.kind {
            SpaceKind::Columns | SpaceKind::LogColumns => kmeans::PARAMS,
            SpaceKind::Components => &COMPONENT_SPECS,
            SpaceKind::Network { .. } => &NETWORK_SPECS,
        }
    }

    /// Whether a recurrent network makes the space.
    pub fn is_network(&self) -> bool {
        matches!(self.kind, SpaceKind::Network { .. })
    }

    /// What it runs with: the parameters chosen, defaults filled in.
    pub fn effective(&self, params: &Params) -> BTreeMap<String, ParamValue> {
        let defaults = self.specs().iter().map(|spec| (spec.key.to_owned(), spec.kind.default_value()));
        defaults.chain(params.0.clone()).collect()
    }
}

/// Every method, in the order people should meet them.
pub fn cluster_methods() -> &'static [ClusterMethod] {
    &METHODS
}

/// The method with this id.
pub fn find_method(id: &str) -> Result<&'static ClusterMethod, StudyError> {
    METHODS.iter().find(|method| method.id == id).ok_or_else(|| StudyError::UnknownMethod {
        id: id.to_owned(),
        nearest: nearest(id, METHODS.iter().map(|method| method.id)),
    })
}

/// What a person calls the method.
pub fn name(id: &str) -> Message {
    METHODS
        .iter()
        .find(|method| method.id == id)
        .map_or_else(|| Message::text(id), |method| Message::new(method.name_key))
}
