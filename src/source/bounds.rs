//! How much is read, of what is handed in and of plans: every bound that hostile or broken input can meet, in one
//! place. What is beyond one is a finding and costs its own contents; the rest is checked.

/// The deepest folder that is looked into.
pub(crate) const MOST_DEPTH: usize = 32;

/// The most files and folders of a submission: every commune of the country files for ten years in fewer.
pub(crate) const MOST_FILES: usize = 1_000_000;

/// The largest TOML file: a report is a page or two, so this is a thousand times what is needed.
pub(crate) const MOST_TOML_BYTES: u64 = 8 << 20;

/// All TOML files of a folder together: they are held in memory, and a million reports have one gigabyte.
pub(crate) const MOST_TOML_IN_ALL: u64 = 4 << 30;

/// Of a larger TOML file that is broken only the first mistake is told: to go on behind each one takes time and
/// memory for every line.
pub(crate) const MOST_TOLD_BYTES: usize = 1 << 20;

/// The largest CSV file: a place in a file is a number of 32 bits.
pub(crate) const MOST_CSV_BYTES: u64 = u32::MAX as u64;

/// The longest row of a CSV file: a row is a line of a form; a megabyte of it is a quote left open.
pub(crate) const MOST_LINE: usize = 1 << 20;

/// The most cells of a row: as many columns as a sheet of a workbook has.
pub(crate) const MOST_CELLS: usize = 16_384;

/// The most rows of all tables together: a whole country files ten million figures in five years; ten
/// times that would no longer fit in the memory of an office's machine.
pub(crate) const MOST_ROWS: usize = 50_000_000;

/// After so many findings of one code in one file the rest are only counted: a broken machine can write a
/// million wrong cells, which nobody reads one by one.
pub(crate) const MOST_ALIKE: usize = 100;

/// The largest plan file or roster: a roster of every commune of the country has one megabyte.
pub(crate) const MOST_PLAN_BYTES: u64 = 4 << 20;

/// The largest baseline: a line for each finding of a whole archive.
pub(crate) const MOST_BASELINE_BYTES: u64 = 256 << 20;

/// How deep brackets, `if`, `not` and blocks of a plan may stand inside each other.
pub(crate) const MOST_NESTED: u32 = 64;

/// The most operands of one formula.
pub(crate) const MOST_OPERANDS: u32 = 1_000;

/// How many formulas, groups, phases or totals may lean on each other, one behind the other.
pub(crate) const MOST_CHAINED: usize = 100;
