//! Plan files by themselves.
