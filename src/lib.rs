#![doc = include_str!("ARCHITECTURE.md")]

pub mod base;
pub mod chart;
pub mod cli;
pub mod data;
pub mod export;
pub mod features;
pub mod metrics;
pub mod models;
pub mod nn;
pub mod session;
pub mod study;
pub mod ui;
