//! What every item may say of itself: where it stands in the text, what was assumed, how much it matters.

use crate::plan::Item;
use crate::show::page::Page;
use crate::show::say::Say;
use crate::value::Days;

/// The fields that close every item.
pub(crate) fn fields(page: &mut Page, say: &Say<'_>, item: &Item) {
    let force = (item.force != Days::ALL).then(|| say.days(item.force));
    page.maybe(say.pick("Hiệu lực", "In force"), force);
    page.maybe(say.pick("Mức", "Severity"), severities(say, item));
    page.maybe(say.pick("Lưu ý", "Remark"), item.says.clone());
    page.maybe(say.pick("Căn cứ", "Basis"), say.cites(&item.cites));
    page.maybe(say.pick("Giả định", "Assumes"), say.assumed(&item.assumes));
}

fn severities(say: &Say<'_>, item: &Item) -> Option<String> {
    let one = |(code, severity): &(Option<String>, crate::diag::Severity)| {
        let level = severity.show(say.lang);
        match code {
            Some(code) => format!("{code}: {level}"),
            None => level.to_owned(),
        }
    };
    let all: Vec<String> = item.severities.iter().map(one).collect();
    (!all.is_empty()).then(|| all.join("; "))
}
