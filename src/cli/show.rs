//! `soat show`: a plan as it was understood.

use std::path::{Path, PathBuf};

use crate::builtin;
use crate::cli::options::{day, name};
use crate::cli::{FOUND, SOUND, Session};
use crate::diag::{Severity, Sink};
use crate::error::Error;
use crate::plan::Plan;
use crate::render::{Format, render};
use crate::report::Report;
use crate::rulebook::{self, Root};
use crate::show;
use crate::show::page::Page;
use crate::show::say::Say;
use crate::source::{Files, disk};
use crate::value::{Date, Days, Holidays, Lang};

/// In kế hoạch như đã hiểu / show a plan as it was understood
#[derive(Debug, clap::Args)]
pub(crate) struct Show {
    /// Mã, số hiệu kế hoạch, hoặc tệp quy tắc / id or number of a plan, or a plan file
    #[arg(value_name = "PLAN", value_parser = name)]
    wanted: Vec<String>,

    /// Tệp hoặc thư mục quy tắc; mặc định: có sẵn / plan files or folders; by default the built-in ones
    #[arg(long, value_name = "PATH")]
    rules: Vec<PathBuf>,

    /// Tệp sửa đổi, bổ sung kế hoạch; nhắc lại được / file that amends the plan; may be repeated
    #[arg(long, value_name = "FILE")]
    overlay: Vec<PathBuf>,

    /// Mọi kế hoạch / all plans
    #[arg(long)]
    all: bool,

    /// Chỗ dẫn của từng mục, mỗi dòng một chỗ / what each item cites, one place a line, tabs between
    #[arg(long, conflicts_with = "dues")]
    citations: bool,

    /// Lịch các nghĩa vụ / the calendar of what is owed
    #[arg(long)]
    dues: bool,

    /// Từ ngày / from this day
    #[arg(long, value_name = "DATE", requires = "dues", value_parser = day)]
    from: Option<Date>,

    /// Đến hết ngày / to this day
    #[arg(long, value_name = "DATE", requires = "dues", value_parser = day)]
    to: Option<Date>,

    /// Đếm đơn vị vào ngày này; mặc định: hôm nay / count units on this day; by default today
    #[arg(long, value_name = "DATE", value_parser = day)]
    as_of: Option<Date>,
}

impl Show {
    pub(crate) fn run(&self, session: &mut Session<'_>) -> Result<u8, Error> {
        let (mut files, mut sink) = (Files::default(), Sink::default());
        if self.from.zip(self.to).is_some_and(|(from, to)| from > to) {
            return Err(Error::Usage(backwards(session.style.lang)));
        }
        let roots = self.roots(session.style.lang)?;
        let load = |root: &Root| root.load(&self.overlay, &mut files, &mut sink);
        let plans: Vec<Plan> = roots.iter().filter_map(load).collect();
        for (n, plan) in plans.iter().enumerate() {
            self.one(plan, n == 0, session)?;
        }
        session.out.flush()?;
        let mistaken = mistakes(sink, &files, session)?;
        if plans.len() < roots.len() {
            let words = match session.style.lang {
                Lang::Vi => "có kế hoạch không đọc được",
                Lang::En => "a plan could not be read",
            };
            return Err(Error::Rules(words.to_owned()));
        }
        Ok(if mistaken { FOUND } else { SOUND })
    }

    fn one(&self, plan: &Plan, first: bool, session: &mut Session<'_>) -> Result<(), Error> {
        if self.citations {
            return Ok(show::citations(plan, session.out)?);
        }
        let asked = self.as_of.or(self.from).unwrap_or(session.env.today);
        let day = show::day_within(plan, asked);
        let say = Say { plan, lang: session.style.lang, day: Some(day) };
        let mut page = Page::new(session.style.width);
        if self.dues {
            let holidays = Holidays::parse(builtin::HOLIDAYS);
            show::dues(&mut page, &say, self.span(plan), &holidays);
        } else {
            show::plan(&mut page, &say);
        }
        let gap = if first { "" } else { "\n\n" };
        Ok(write!(session.out, "{gap}{}", page.text())?)
    }

    /// The days asked for; an end left out is the plan's.
    fn span(&self, plan: &Plan) -> Days {
        let run = plan.runs.unwrap_or(Days::ALL);
        Days { from: self.from.or(run.from), to: self.to.or(run.to) }
    }

    /// The plans that are meant: paths that are there, else ids or numbers of the plans at hand.
    fn roots(&self, lang: Lang) -> Result<Vec<Root>, Error> {
        let (paths, names): (Vec<&String>, Vec<&String>) =
            self.wanted.iter().partition(|w| disk::exists(Path::new(w)));
        let mut rules = self.rules.clone();
        rules.extend(paths.into_iter().map(PathBuf::from));
        let roots = rulebook::roots(&rules, true)?;
        if names.is_empty() {
            let told = self.all || roots.len() == 1 || (self.rules.is_empty() && all_files(&rules));
            return if told { Ok(roots) } else { Err(Error::Usage(which(&roots, lang))) };
        }
        let mut out = Vec::new();
        for wanted in names {
            out.extend(rulebook::named(roots.clone(), Some(wanted))?);
        }
        Ok(out)
    }
}

/// Each plan was given by its own file.
fn all_files(paths: &[PathBuf]) -> bool {
    !paths.is_empty() && paths.iter().all(|p| !disk::is_folder(p))
}

fn backwards(lang: Lang) -> String {
    let text = match lang {
        Lang::Vi => "ngày của --from phải trước ngày của --to",
        Lang::En => "the day of --from must come before that of --to",
    };
    text.to_owned()
}

fn which(roots: &[Root], lang: Lang) -> String {
    let known: Vec<&str> = roots.iter().map(|r| r.id.as_str()).collect();
    let known = known.join(", ");
    match lang {
        Lang::Vi => format!("nêu một kế hoạch, hoặc thêm --all để in tất cả; có: {known}"),
        Lang::En => format!("name a plan, or add --all to show them all; there are: {known}"),
    }
}

/// Tells what is wrong in the rules; whether something is.
fn mistakes(sink: Sink, files: &Files, session: &mut Session<'_>) -> Result<bool, Error> {
    let mut findings = sink.take();
    findings.retain(|f| f.severity == Severity::Error);
    let found = !findings.is_empty();
    let report = Report::of_rules(session.env.today, findings);
    render(Format::Short, &report, files, session.style, session.err)?;
    Ok(found)
}
