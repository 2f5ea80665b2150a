//! The only file that reads or writes the disk. Walks are sorted; links are not followed.

use std::fs;
use std::io::{self, Read as _, Write as _};
use std::path::{Path, PathBuf};

use crate::source::bounds::{MOST_DEPTH, MOST_FILES, MOST_PLAN_BYTES};

/// What a walk met.
#[derive(Debug, Clone)]
pub(crate) enum Met {
    /// A file, with its size.
    File { path: PathBuf, name: String, bytes: u64 },
    /// A link, not followed; whether it leads out of the folder or round in a circle.
    Link { name: String, out: bool, circle: bool },
    /// Something that could not be listed.
    Unreadable { name: String, why: String },
    /// A folder too deep to look into.
    TooDeep { name: String },
    /// There is more than is looked into.
    TooMany,
}

/// Everything below `root`, sorted by name. Hidden files and folders are left out.
pub(crate) fn walk(root: &Path) -> Vec<Met> {
    walk_within(root, MOST_FILES)
}

fn walk_within(root: &Path, most: usize) -> Vec<Met> {
    let (mut met, mut seen) = (Vec::new(), 0);
    let mut walk = walkdir::WalkDir::new(root)
        .max_depth(MOST_DEPTH)
        .sort_by(|a, b| a.path().as_os_str().cmp(b.path().as_os_str()))
        .into_iter();
    while let Some(entry) = walk.next() {
        // The root itself is not counted.
        if seen > most {
            met.push(Met::TooMany);
            break;
        }
        seen += 1;
        match entry {
            Ok(entry) => {
                let hidden =
                    entry.depth() > 0 && entry.file_name().as_encoded_bytes().starts_with(b".");
                let kind = entry.file_type();
                if hidden {
                    if kind.is_dir() {
                        walk.skip_current_dir();
                    }
                } else if kind.is_dir() && entry.depth() == MOST_DEPTH {
                    met.push(Met::TooDeep { name: name_below(root, entry.path()) });
                } else if !kind.is_dir() {
                    met.push(one(root, &entry));
                }
            }
            Err(error) => met.push(Met::Unreadable {
                name: error.path().map(|p| name_below(root, p)).unwrap_or_default(),
                why: error.io_error().map_or_else(|| error.to_string(), io::Error::to_string),
            }),
        }
    }
    met
}

fn one(root: &Path, entry: &walkdir::DirEntry) -> Met {
    let name = name_below(root, entry.path());
    if entry.file_type().is_symlink() {
        let target = fs::canonicalize(entry.path());
        let inside = match (&target, fs::canonicalize(root)) {
            (Ok(target), Ok(root)) => target.starts_with(root),
            _ => false,
        };
        let here = entry.path().parent().and_then(|p| fs::canonicalize(p).ok());
        let circle = matches!((&target, &here), (Ok(t), Some(h)) if h.starts_with(t));
        return Met::Link { name, out: !inside, circle };
    }
    match entry.metadata() {
        Ok(meta) if entry.file_type().is_file() => {
            Met::File { path: entry.path().to_owned(), name, bytes: meta.len() }
        }
        Ok(_) => Met::Unreadable { name, why: "not a regular file".to_owned() },
        Err(error) => Met::Unreadable { name, why: error.to_string() },
    }
}

/// The name a reader knows a file by: below the root, with `/`.
fn name_below(root: &Path, path: &Path) -> String {
    // Paths of a walk begin with the root as it was given; on this system a name is its bytes.
    if std::path::MAIN_SEPARATOR == '/'
        && let (Some(root), Some(path)) = (root.to_str(), path.to_str())
        && let Some(below) = path.strip_prefix(root.trim_end_matches('/'))
    {
        return below.trim_start_matches('/').to_owned();
    }
    let below = path.strip_prefix(root).unwrap_or(path);
    let parts: Vec<_> = below.components().map(|c| c.as_os_str().to_string_lossy()).collect();
    parts.join("/")
}

/// A file of so many bytes into a buffer that is used again for the next. One byte more is asked for: so a
/// file that has grown is seen to have, and one that has not is read at one stroke.
pub(crate) fn read_into(path: &Path, bytes: usize, buffer: &mut Vec<u8>) -> io::Result<()> {
    buffer.resize(bytes + 1, 0);
    let (mut file, mut filled) = (open(path)?, 0);
    while filled < bytes {
        match file.read(buffer.get_mut(filled..).unwrap_or(&mut [])) {
            Ok(0) => break,
            Ok(n) => filled += n,
            Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
            Err(error) => return Err(error),
        }
    }
    buffer.truncate(filled);
    Ok(())
}

/// A file of a submission opened for reading piece by piece. A link that took its place since it was listed is
/// not followed, and a pipe that did is not waited for.
pub(crate) fn open(path: &Path) -> io::Result<fs::File> {
    if !fs::symlink_metadata(path)?.is_file() {
        return Err(io::ErrorKind::InvalidInput.into());
    }
    fs::File::open(path)
}

/// A text file of rules, named by the user: a link to one will do.
pub(crate) fn read_text(path: &Path) -> io::Result<String> {
    read_text_of(path, MOST_PLAN_BYTES)
}

/// The same for another bound.
pub(crate) fn read_text_of(path: &Path, most: u64) -> io::Result<String> {
    let told = |why: &str| io::Error::new(io::ErrorKind::InvalidData, why.to_owned());
    // A pipe or a device has no end, and to open it may take for ever.
    if !fs::metadata(path)?.is_file() {
        return Err(told("không phải tệp thường / not a regular file"));
    }
    let mut bytes = Vec::new();
    fs::File::open(path)?.take(most + 1).read_to_end(&mut bytes)?;
    if bytes.len() as u64 > most {
        let most = most >> 20;
        return Err(told(&format!("tệp quá lớn, nhiều nhất {most} MB / larger than {most} MB")));
    }
    String::from_utf8(bytes).map_err(|_| told("không phải chữ Unicode UTF-8 / not text in UTF-8"))
}

/// A text file that another one names: no link leads to it out of the folder.
pub(crate) fn read_text_below(folder: &Path, name: &str) -> io::Result<String> {
    let path = folder.join(name);
    let here = if folder.as_os_str().is_empty() { Path::new(".") } else { folder };
    if !fs::canonicalize(&path)?.starts_with(fs::canonicalize(here)?) {
        let why = "liên kết dẫn ra ngoài thư mục / a link leads out of the folder";
        return Err(io::Error::new(io::ErrorKind::PermissionDenied, why));
    }
    read_text(&path)
}

/// Whether two folders lie apart in one folder, and no link leads elsewhere.
pub(crate) fn is_beside(folder: &Path, other: &Path) -> bool {
    let (Ok(folder), Ok(other)) = (fs::canonicalize(folder), fs::canonicalize(other)) else {
        return false;
    };
    let within = other.parent().is_some_and(|above| folder.starts_with(above));
    within && !folder.starts_with(&other) && !other.starts_with(&folder)
}

/// The text of a data file once more, for a finding; `None` when it is not what was read before.
pub(crate) fn read_again(path: &Path, bytes: u64) -> Option<String> {
    let mut text = Vec::new();
    open(path).ok()?.take(bytes + 1).read_to_end(&mut text).ok()?;
    if text.len() as u64 != bytes {
        return None;
    }
    Some(as_text(text))
}

/// Bytes as a text; what is none is shown as such.
pub(crate) fn as_text(bytes: Vec<u8>) -> String {
    String::from_utf8(bytes).unwrap_or_else(|e| String::from_utf8_lossy(e.as_bytes()).into_owned())
}

/// A data file opened once more, for findings; `None` when it is not what was read before.
pub(crate) fn open_again(path: &Path, bytes: u64) -> Option<fs::File> {
    let file = open(path).ok()?;
    (file.metadata().ok()?.len() == bytes).then_some(file)
}

/// In place of `bytes`, no more than `most` bytes of a file, from a byte on.
pub(crate) fn read_at(
    file: &mut (impl io::Read + io::Seek),
    start: u64,
    most: usize,
    bytes: &mut Vec<u8>,
) -> io::Result<()> {
    bytes.clear();
    bytes.reserve(most);
    file.seek(io::SeekFrom::Start(start))?;
    file.take(most as u64).read_to_end(bytes)?;
    Ok(())
}

/// A new file; one that is there already is never touched.
pub(crate) fn create(path: &Path, text: &str) -> io::Result<()> {
    let mut file = fs::File::options().write(true).create_new(true).open(path)?;
    file.write_all(text.as_bytes())
}

/// What stands at a path.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Kind {
    /// A file, with its size.
    File(u64),
    /// A link, not followed.
    Link,
    /// A folder, or something that is no file.
    Other,
}

/// What stands at a path.
pub(crate) fn kind(path: &Path) -> io::Result<Kind> {
    let meta = fs::symlink_metadata(path)?;
    Ok(match meta.file_type() {
        ty if ty.is_file() => Kind::File(meta.len()),
        ty if ty.is_symlink() => Kind::Link,
        _ => Kind::Other,
    })
}

/// Whether something of that name is there, be it a link that leads nowhere.
pub(crate) fn is_there(path: &Path) -> bool {
    fs::symlink_metadata(path).is_ok()
}

/// A folder by its one true path, or that of the folder around a file.
pub(crate) fn real_folder(path: &Path) -> Option<PathBuf> {
    let path = if path.as_os_str().is_empty() { Path::new(".") } else { path };
    let real = fs::canonicalize(path).ok()?;
    if real.is_dir() { Some(real) } else { real.parent().map(Path::to_owned) }
}

/// A path without links, if it is there.
pub(crate) fn real(path: &Path) -> Option<PathBuf> {
    fs::canonicalize(path).ok()
}

/// A path as a reader would write it: from the working folder where it lies below that.
pub(crate) fn near(path: &Path) -> PathBuf {
    let here = fs::canonicalize(".").ok();
    let below = here.and_then(|here| path.strip_prefix(here).map(Path::to_owned).ok());
    below.unwrap_or_else(|| path.to_owned())
}

/// Whether it is a folder.
pub(crate) fn is_folder(path: &Path) -> bool {
    path.is_dir()
}

/// Whether two paths lead to one file.
pub(crate) fn is_same(a: &Path, b: &Path) -> bool {
    matches!((fs::canonicalize(a), fs::canonicalize(b)), (Ok(a), Ok(b)) if a == b)
}

/// Whether it is there.
pub(crate) fn exists(path: &Path) -> bool {
    path.exists()
}

/// Puts a new text in place of a file. A link stays a link.
pub(crate) fn write(path: &Path, text: &str) -> io::Result<()> {
    put(path, |out| out.write_all(text.as_bytes()))
}

/// Makes a file, or puts other content in its place: written beside it, then renamed, so that nobody ever
/// finds half of it. What is no file, such as a pipe, is written to.
pub(crate) fn put(
    path: &Path,
    content: impl FnOnce(&mut dyn io::Write) -> io::Result<()>,
) -> io::Result<()> {
    let path = fs::canonicalize(path).unwrap_or_else(|_| path.to_owned());
    let there = fs::metadata(&path).ok();
    if there.as_ref().is_some_and(|there| !there.is_file()) {
        return fill(fs::File::options().write(true).open(&path)?, content).map(|_| ());
    }
    let name = path.file_name().map(|n| n.to_string_lossy().into_owned()).unwrap_or_default();
    let beside = path.with_file_name(format!(".{name}.new"));
    let written =
        put_new(&beside, there.as_ref(), content).and_then(|()| fs::rename(&beside, &path));
    if written.is_err() {
        fs::remove_file(&beside).ok();
    }
    written
}

/// A file that nothing stood in the place of, with the rights of another.
fn put_new(
    path: &Path,
    like: Option<&fs::Metadata>,
    content: impl FnOnce(&mut dyn io::Write) -> io::Result<()>,
) -> io::Result<()> {
    if fs::symlink_metadata(path).is_ok() {
        fs::remove_file(path)?;
    }
    let file = fs::File::options().write(true).create_new(true).open(path)?;
    let file = fill(file, content)?;
    if let Some(like) = like {
        file.set_permissions(like.permissions())?;
    }
    file.sync_all()
}

fn fill(
    file: fs::File,
    content: impl FnOnce(&mut dyn io::Write) -> io::Result<()>,
) -> io::Result<fs::File> {
    let mut out = io::BufWriter::new(file);
    content(&mut out)?;
    out.into_inner().map_err(io::IntoInnerError::into_error)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_walk_ends_at_its_bound() {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cases/syntax");
        let all = walk(&folder).len();
        let entries = walkdir::WalkDir::new(&folder).into_iter().count() - 1;
        assert_eq!(walk_within(&folder, entries).len(), all);
        let cut = walk_within(&folder, entries - 1);
        assert!(matches!(cut.as_slice(), [.., Met::TooMany]));
        assert!(cut.len() <= all);
    }
}
