//! Soát checks a province's reports against its plan.

#![cfg_attr(test, expect(clippy::unwrap_used, reason = "tests"))]
#![allow(dead_code, reason = "skeleton")]

pub(crate) mod checks;
pub mod cli;
pub(crate) mod diag;
pub(crate) mod dues;
pub(crate) mod error;
pub(crate) mod eval;
pub(crate) mod facts;
pub(crate) mod pipeline;
pub(crate) mod plan;
pub(crate) mod render;
pub(crate) mod report;
pub(crate) mod show;
pub(crate) mod source;
pub(crate) mod syntax;
pub(crate) mod table;
pub(crate) mod value;

pub use value::Date;
