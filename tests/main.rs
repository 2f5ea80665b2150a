//! The one test binary. Suites go through the command line and its JSON, never through inner types, so
//! that they outlive a rewrite of any floor.

#![expect(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::disallowed_methods,
    reason = "a test reads its cases from the disk and stops at what should not be"
)]

mod baseline;
mod check;
mod cli;
mod config;
mod determinism;
mod diff;
mod examples;
mod explain;
mod export;
mod fences;
mod fmt;
mod formats;
mod gates;
mod hostile;
mod lint;
mod new;
mod outputs;
mod pages;
mod paper;
mod properties;
mod readers;
mod readme;
mod rules;
mod sarif;
mod schema;
mod setups;
mod spec;
mod style;
mod support;
mod syntax;
mod tidy;
mod watch;
