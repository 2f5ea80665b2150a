//! What two items say under the same name, and what differs.

use crate::show::item::{self, What};
use crate::show::page::{Block, Page};
use crate::show::say::Say;

/// Parts of a list up to which it is shown whole, old and new.
const SHORT: usize = 3;

/// What stands under a name in the old plan and in the new.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct FieldChange {
    pub(crate) name: String,
    pub(crate) old: Vec<String>,
    pub(crate) new: Vec<String>,
}

impl FieldChange {
    /// Whether anything differs but the order in which it is told.
    fn is_one(&self, renames: &Renames, is_name: bool) -> bool {
        if self.old == self.new || is_name {
            return self.old != self.new;
        }
        let sorted = |texts: &[String]| {
            let mut parts: Vec<String> = parts_of(texts).map(str::to_owned).collect();
            parts.sort_unstable();
            parts
        };
        let renamed: Vec<String> = self.old.iter().map(|text| renames.apply(text)).collect();
        sorted(&renamed) != sorted(&self.new)
    }

    /// Of two long lists what left and what came.
    pub(super) fn parts(&self) -> Option<(Vec<&str>, Vec<&str>)> {
        let (old, new): (Vec<&str>, Vec<&str>) =
            (parts_of(&self.old).collect(), parts_of(&self.new).collect());
        if old.len() <= SHORT && new.len() <= SHORT {
            return None;
        }
        let gone: Vec<&str> = old.iter().filter(|p| !new.contains(p)).copied().collect();
        let come: Vec<&str> = new.iter().filter(|p| !old.contains(p)).copied().collect();
        let whole = gone.len() == old.len() || (gone.is_empty() && come.is_empty());
        (!whole).then_some((gone, come))
    }
}

fn parts_of(texts: &[String]) -> impl Iterator<Item = &str> {
    texts.iter().flat_map(|text| text.split("; "))
}

/// What an item says, name by name.
pub(super) fn of(say: &Say<'_>, what: What) -> Vec<(String, Vec<String>)> {
    let mut page = Page::new(usize::MAX);
    item::says(&mut page, say, what);
    let mut out: Vec<(String, Vec<String>)> = Vec::new();
    for block in page.blocks() {
        let Block::Field { name, texts } = block else { continue };
        match out.iter_mut().find(|(n, _)| n == name) {
            Some((_, all)) => all.extend(texts.iter().cloned()),
            None => out.push((name.clone(), texts.clone())),
        }
    }
    out.retain(|(name, _)| !is_left_out(say, what, name));
    let label = what.item(say.plan).label.clone();
    out.insert(0, (say.pick("Tên", "Name").to_owned(), vec![label]));
    let assumed = assumed(say, what);
    if !assumed.is_empty() {
        out.push((say.pick("Giả định", "Assumes").to_owned(), assumed));
    }
    out
}

/// What the author assumed, in words: numbers change with what stands before.
fn assumed(say: &Say<'_>, what: What) -> Vec<String> {
    let mut spans = Vec::new();
    let all = what.parts(say.plan).into_iter().flat_map(|item| &item.assumes);
    let each = all.filter(|a| {
        let new = !spans.contains(&a.span);
        spans.push(a.span);
        new
    });
    each.map(|a| a.text.clone()).collect()
}

/// Names under which stands what does not bind anybody, or what is told elsewhere.
fn is_left_out(say: &Say<'_>, what: What, name: &str) -> bool {
    let is = |pairs: &[[&str; 2]]| pairs.iter().any(|[vi, en]| say.pick(vi, en) == name);
    let sources = [["Căn cứ", "Basis"], ["Giả định", "Assumes"], ["Hiệu lực", "In force"]];
    let figure = [["Ràng buộc", "Laws"], ["Có trong", "Carried by"]];
    let table = [
        ["Có trong", "Carried by"],
        ["Cột", "Columns"],
        ["Mỗi dòng phải", "Each row"],
        ["Phải đủ", "Covers"],
    ];
    let plan = [["Đếm đơn vị", "Units as of"]];
    is(&sources)
        || match what {
            What::Figure(_) => is(&figure),
            What::Table(_) => is(&table),
            What::Plan => is(&plan),
            _ => false,
        }
}

/// Labels of the old plan, longest first, with the new one where an item was renamed: what only speaks of
/// it by its new name does not say anything else.
#[derive(Debug, Default)]
pub(super) struct Renames {
    labels: Vec<(String, Option<String>)>,
}

impl Renames {
    /// `labels`: of every item of the old plan, the new one where it differs.
    pub(super) fn new(mut labels: Vec<(String, Option<String>)>) -> Self {
        if labels.iter().all(|(_, new)| new.is_none()) {
            return Self::default();
        }
        labels.sort_unstable_by(|a, b| b.0.len().cmp(&a.0.len()).then_with(|| a.cmp(b)));
        labels.dedup_by(|a, b| a.0 == b.0);
        Self { labels }
    }

    /// The text as the new plan would have it.
    fn apply(&self, text: &str) -> String {
        let (mut out, mut rest) = (String::with_capacity(text.len()), text);
        while let Some(c) = rest.chars().next() {
            let label = self.labels.iter().find(|(label, _)| rest.starts_with(label.as_str()));
            let (said, length) = match label {
                Some((old, new)) => (new.as_ref().unwrap_or(old).as_str(), old.len()),
                None => (rest.get(..c.len_utf8()).unwrap_or(""), c.len_utf8()),
            };
            out.push_str(said);
            rest = rest.get(length..).unwrap_or("");
        }
        out
    }
}

/// The names under which the two do not say the same.
pub(super) fn changes(
    old: &[(String, Vec<String>)],
    new: &[(String, Vec<String>)],
    renames: &Renames,
) -> Vec<FieldChange> {
    let texts = |all: &[(String, Vec<String>)], name: &str| {
        all.iter().find(|(n, _)| n == name).map(|(_, t)| t.clone()).unwrap_or_default()
    };
    let mut names: Vec<&String> = old.iter().map(|(n, _)| n).collect();
    let more = new.iter().map(|(n, _)| n).filter(|n| !old.iter().any(|(o, _)| o == *n));
    names.extend(more);
    let one = |name: &String| FieldChange {
        name: name.clone(),
        old: texts(old, name),
        new: texts(new, name),
    };
    // The first field is the name of the item itself.
    let own = names.first().copied().cloned();
    let is_one = |c: &FieldChange| c.is_one(renames, own.as_ref() == Some(&c.name));
    names.into_iter().map(one).filter(is_one).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_label_inside_a_longer_one_is_left_alone() {
        let labels = [("Số vụ", Some("Số vụ xảy ra")), ("Số vụ khám phá", None)];
        let owned = labels.map(|(old, new)| (old.to_owned(), new.map(str::to_owned)));
        let renames = Renames::new(owned.to_vec());
        let text = renames.apply("Số vụ khám phá / Số vụ ≥ 75%");
        assert_eq!(text, "Số vụ khám phá / Số vụ xảy ra ≥ 75%");
    }
}
