//! The one integration-test binary: every module below is an area.
#![expect(clippy::unwrap_used, clippy::panic, reason = "a test that cannot go on shall fail and say where")]

mod cli;
mod clustering;
mod conformance;
mod copies;
mod data;
mod export;
mod features;
mod features_tiers;
mod features_value;
mod files;
mod gradients;
mod licences;
mod metrics;
mod minimisers;
mod model_file;
mod real_data;
mod recurrent;
mod recurrent_training;
mod reference;
mod screens;
mod segments;
mod segments_words;
mod sentences;
mod sequences;
mod session;
mod steering;
mod study;
mod tables;
mod tidy;
mod trajectories;
mod value;
mod words;
