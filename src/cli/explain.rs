//! `soat explain`: what a finding means, why it matters, an example, what to do; or what an item of a plan
//! says, rests on and brings.

use std::path::Path;

use crate::builtin;
use crate::catalog;
use crate::cli::options::{day, name};
use crate::cli::plans::{Loaded, Shelf};
use crate::cli::{FOUND, SOUND, Session};
use crate::diag::words::did_you_mean;
use crate::diag::wrap::clean;
use crate::error::Error;
use crate::show;
use crate::show::item::{self, Teller, What};
use crate::show::page::Page;
use crate::show::say::Say;
use crate::source::disk;
use crate::value::{Date, Holidays, Lang};

/// Giải thích một loại phát hiện, hoặc một mục của kế hoạch / explain a finding, or an item of a plan
#[derive(Debug, clap::Args)]
pub(crate) struct Explain {
    /// Tên phát hiện, hoặc kế hoạch: mã, số hiệu, tệp; bỏ trống: liệt kê phát hiện
    /// / a finding's name, or a plan: id, number, file; none: list all findings
    #[arg(value_name = "CODE|PLAN", value_parser = name)]
    name: Option<String>,

    /// Mục: mã, tên, hoặc chỗ dẫn; bỏ trống: liệt kê các mục / the item: id, name or place; none: list them
    #[arg(value_name = "ITEM", value_parser = name)]
    item: Option<String>,

    #[command(flatten)]
    shelf: Shelf,

    /// Đếm đơn vị vào ngày này; mặc định: hôm nay / count units on this day; by default today
    #[arg(long, value_name = "DATE", value_parser = day)]
    as_of: Option<Date>,
}

impl Explain {
    pub(crate) fn run(&self, session: &mut Session<'_>) -> Result<u8, Error> {
        let Some(name) = &self.name else { return list(session) };
        if let Some(item) = &self.item {
            return self.tell(name, item, session);
        }
        if code(name, session)? {
            return Ok(SOUND);
        }
        if !name.contains('/') || disk::exists(Path::new(name)) || self.is_plan(name) {
            return self.items(name, session);
        }
        Err(Error::Usage(unknown(name, session.style.lang)))
    }

    fn is_plan(&self, name: &str) -> bool {
        self.shelf.roots(&[name.to_owned()], false, Lang::Vi).is_ok()
    }

    /// One item; where several have the name, each.
    fn tell(&self, plan: &str, wanted: &str, session: &mut Session<'_>) -> Result<u8, Error> {
        let loaded = self.shelf.one(plan, session)?;
        let found = item::find(&loaded.plan, wanted);
        if found.is_empty() {
            return Err(Error::Usage(no_item(&loaded, wanted, session.style.lang)));
        }
        let day = show::day_within(&loaded.plan, self.as_of.unwrap_or(session.env.today));
        let say = Say { plan: &loaded.plan, lang: session.style.lang, day: Some(day) };
        let holidays = Holidays::parse(builtin::HOLIDAYS);
        let teller = Teller { say, files: &loaded.files, holidays: &holidays };
        for (n, what) in found.into_iter().enumerate() {
            let mut page = Page::new(session.style.width);
            item::tell(&mut page, &teller, what);
            let gap = if n == 0 { "" } else { "\n\n" };
            write!(session.out, "{gap}{}", page.text())?;
        }
        session.out.flush()?;
        Ok(if loaded.mistaken { FOUND } else { SOUND })
    }

    /// Every item of a plan: id, kind, name, with tabs between.
    fn items(&self, plan: &str, session: &mut Session<'_>) -> Result<u8, Error> {
        let loaded = self.shelf.one(plan, session)?;
        for what in item::all(&loaded.plan) {
            let item = what.item(&loaded.plan);
            let kind = item::kind(session.style.lang, what, item.kind);
            let (id, label) = (what.id(&loaded.plan), clean(&item.label));
            writeln!(session.out, "{id}\t{kind}\t{label}")?;
        }
        Ok(if loaded.mistaken { FOUND } else { SOUND })
    }
}

/// Tells of a code, if it is one.
fn code(name: &str, session: &mut Session<'_>) -> Result<bool, Error> {
    let lang = session.style.lang;
    let Some(code) = catalog::codes().into_iter().find(|c| c.name == name) else {
        return Ok(false);
    };
    let [vi, en] = code.summary;
    let summary = if lang == Lang::Vi { vi } else { en };
    let severity = code.severity.show(lang);
    writeln!(session.out, "{} ({severity}): {summary}", code.name)?;
    if let Some(page) = catalog::page(code.name, lang) {
        // The line above is the title.
        let text = page.split_once('\n').map_or(page, |(_, below)| below);
        writeln!(session.out, "\n{}", text.trim())?;
    }
    Ok(true)
}

fn list(session: &mut Session<'_>) -> Result<u8, Error> {
    let lang = session.style.lang;
    for code in catalog::codes() {
        let [vi, en] = code.summary;
        let summary = if lang == Lang::Vi { vi } else { en };
        writeln!(session.out, "{}\t{}\t{summary}", code.name, code.severity.show(lang))?;
    }
    Ok(SOUND)
}

fn unknown(name: &str, lang: Lang) -> String {
    let codes = catalog::codes();
    let near = did_you_mean(name, codes.iter().map(|c| c.name), lang);
    let near = near.map(|near| format!("; {near}")).unwrap_or_default();
    match lang {
        Lang::Vi => format!("không có phát hiện nào tên là `{name}`{near}"),
        Lang::En => format!("no finding is called `{name}`{near}"),
    }
}

fn no_item(loaded: &Loaded, wanted: &str, lang: Lang) -> String {
    let plan = &loaded.plan;
    let names: Vec<String> = item::all(plan).iter().map(|w: &What| w.id(plan)).collect();
    let near = did_you_mean(wanted, names.iter().map(String::as_str), lang);
    let id = &plan.item.id;
    match (near, lang) {
        (Some(near), Lang::Vi) => format!("kế hoạch không có mục `{wanted}`; {near}"),
        (Some(near), Lang::En) => format!("the plan has no item `{wanted}`; {near}"),
        (None, Lang::Vi) => {
            format!("kế hoạch không có mục `{wanted}`; `soat explain {id}` liệt kê các mục")
        }
        (None, Lang::En) => {
            format!("the plan has no item `{wanted}`; `soat explain {id}` lists its items")
        }
    }
}
