//! Runs the tool in process, and reads what it answers.

use std::collections::BTreeMap;
use std::ffi::OsString;
use std::fs;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};
use std::thread::{self, ThreadId};

use serde_json::Value;
use soat::Date;
use soat::cli::{Env, Streams, Terminals, run};

/// What one run wrote, and its exit status.
#[derive(Debug)]
pub(crate) struct Ran {
    pub(crate) status: u8,
    pub(crate) out: String,
    pub(crate) err: String,
}

impl Ran {
    pub(crate) fn json(&self) -> Value {
        let json = serde_json::from_str(&self.out);
        json.unwrap_or_else(|error| panic!("{error}:\n{}\n{}", self.out, self.err))
    }
}

/// Surroundings that are the same on every machine.
pub(crate) fn env() -> Env {
    Env {
        lang: Some("vi_VN.UTF-8".into()),
        no_color: true,
        terminals: Terminals::default(),
        width: Some(100),
        today: Date::parse_iso("2026-01-31").unwrap(),
        lookout: |_| Ok(Box::new(std::iter::empty())),
    }
}

/// `soat ARGS` with the working folder at the root of the repository.
pub(crate) fn soat<S: AsRef<str>>(args: &[S]) -> Ran {
    soat_in(args, env())
}

pub(crate) fn soat_in<S: AsRef<str>>(args: &[S], env: Env) -> Ran {
    soat_fed(args, b"", env)
}

/// The same with something on standard input.
pub(crate) fn soat_fed<S: AsRef<str>>(args: &[S], mut input: &[u8], env: Env) -> Ran {
    let (mut out, mut err) = (Vec::new(), Vec::new());
    let args = std::iter::once("soat").chain(args.iter().map(AsRef::as_ref)).map(OsString::from);
    let streams = Streams { input: &mut input, out: &mut out, err: &mut err };
    let status = run(args, streams, env);
    Ran { status, out: String::from_utf8(out).unwrap(), err: String::from_utf8(err).unwrap() }
}

/// `soat check` to JSON, in the language asked for.
pub(crate) fn check_json<S: AsRef<str>>(args: &[S], lang: &str) -> Ran {
    let args = args.iter().map(AsRef::as_ref);
    let all: Vec<&str> =
        std::iter::once("check").chain(args).chain(["--format", "json", "--lang", lang]).collect();
    soat(&all)
}

/// The formats that a command knows, by its own help: one that is added is tested too.
pub(crate) fn formats(command: &str) -> Vec<String> {
    let help = soat(&[command, "--help"]).out;
    let (_, after) = help.split_once("--format <").expect("the command has formats");
    let (_, list) = after.split_once("[possible values: ").expect("the formats are listed");
    let (list, _) = list.split_once(']').unwrap();
    let formats: Vec<String> = list.split(',').map(|name| name.trim().to_owned()).collect();
    assert!(formats.len() >= 3, "{formats:?}");
    formats
}

pub(crate) fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// An empty folder for one test, below the target folder; relative to the root where it lies there, so
/// that what is printed is the same everywhere. Tests run side by side, and one that empties the folder of
/// another breaks it now and then only: a name that two of them take is refused, always.
pub(crate) fn fresh(name: &str) -> PathBuf {
    static TAKEN: Mutex<BTreeMap<String, ThreadId>> = Mutex::new(BTreeMap::new());
    let own = thread::current().id();
    // Every test has a thread of its own.
    let taken =
        *TAKEN.lock().unwrap_or_else(PoisonError::into_inner).entry(name.to_owned()).or_insert(own);
    assert_eq!(taken, own, "two tests write to the folder {name}");
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
    if folder.exists() {
        fs::remove_dir_all(&folder).unwrap();
    }
    fs::create_dir_all(&folder).unwrap();
    folder.strip_prefix(root()).map_or_else(|_| folder.clone(), Path::to_owned)
}

/// Writes a file and the folders above it.
pub(crate) fn write(path: &Path, bytes: &[u8]) {
    fs::create_dir_all(path.parent().unwrap()).unwrap();
    fs::write(path, bytes).unwrap();
}

/// What a folder of the repository holds, sorted; the folder is named from the root.
pub(crate) fn listed(folder: &str) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder).unwrap_or_else(|error| panic!("{folder}: {error}"));
    let mut paths: Vec<PathBuf> = entries.map(|entry| entry.unwrap().path()).collect();
    paths.sort();
    paths
}

/// The examples with a clean and a faulty submission.
pub(crate) fn examples() -> Vec<PathBuf> {
    let all = listed("examples").into_iter();
    let all: Vec<PathBuf> = all.filter(|path| path.join("clean").is_dir()).collect();
    assert!(all.len() >= 5);
    all
}

/// All files below a folder that end in `extension`, sorted.
pub(crate) fn files_below(folder: &str, extension: &str) -> Vec<PathBuf> {
    let walk = walkdir::WalkDir::new(folder).sort_by_file_name().into_iter();
    let paths = walk.filter_map(Result::ok).map(walkdir::DirEntry::into_path);
    paths
        .filter(|path| path.is_file() && path.extension().is_some_and(|e| e == extension))
        .collect()
}

pub(crate) fn read(path: &Path) -> String {
    fs::read_to_string(path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

/// The last part of a path.
pub(crate) fn name_of(path: &Path) -> String {
    path.file_name().unwrap().to_string_lossy().into_owned()
}

/// What the `case.toml` of a folder says.
pub(crate) fn case<T: serde::de::DeserializeOwned>(folder: &Path) -> T {
    let text = read(&folder.join("case.toml"));
    toml::from_str(&text).unwrap_or_else(|error| panic!("{error}"))
}

/// Runs every case, and only then fails, with the name of each that did.
pub(crate) fn each<T>(cases: &[T], name: impl Fn(&T) -> String, run: impl Fn(&T)) {
    let only = std::env::var("SOAT_CASE").ok();
    let chosen = cases.iter().filter(|case| only.as_ref().is_none_or(|o| name(case).contains(o)));
    let failed: Vec<String> = chosen
        .filter(|case| catch_unwind(AssertUnwindSafe(|| run(case))).is_err())
        .map(&name)
        .collect();
    assert!(failed.is_empty(), "{} of {} failed: {failed:#?}", failed.len(), cases.len());
}

/// The codes of the findings at or above a severity.
pub(crate) fn codes<'a>(json: &'a Value, severities: &[&str]) -> Vec<&'a str> {
    let findings = json["findings"].as_array().unwrap().iter();
    let loud = findings.filter(|f| severities.contains(&f["severity"].as_str().unwrap()));
    loud.map(|f| f["rule"].as_str().unwrap()).collect()
}
