//! `soat show`: a plan as it was understood.

use std::path::Path;

use crate::cli::options::{Settings, day, name};
use crate::cli::plans::{Shelf, unread};
use crate::cli::{FOUND, SOUND, Session};
use crate::diag::{Severity, Sink};
use crate::error::Error;
use crate::export::{self, Ask};
use crate::plan::Plan;
use crate::render::{Format, Style, render};
use crate::report::Report;
use crate::rulebook::Root;
use crate::show;
use crate::show::page::Page;
use crate::show::say::Say;
use crate::source::Files;
use crate::value::{Date, Days, Holidays, Lang};

/// In kế hoạch như đã hiểu / show a plan as it was understood
#[derive(Debug, clap::Args)]
pub(crate) struct Show {
    /// Mã, số hiệu kế hoạch, hoặc tệp quy tắc / id or number of a plan, or a plan file
    #[arg(value_name = "PLAN", value_parser = name)]
    wanted: Vec<String>,

    #[command(flatten)]
    shelf: Shelf,

    /// Mọi kế hoạch / all plans
    #[arg(long)]
    all: bool,

    /// Chỗ dẫn của từng mục, mỗi dòng một chỗ / what each item cites, one place a line, tabs between
    #[arg(long, conflicts_with = "dues")]
    citations: bool,

    /// Lịch các nghĩa vụ / the calendar of what is owed
    #[arg(long)]
    dues: bool,

    /// Dạng: text, markdown; mermaid, dot: sơ đồ ai báo cáo ai (mermaid cùng --dues: trục thời gian); ics: lịch
    /// / the form: mermaid, dot: who reports to whom (mermaid with --dues: a time line); ics: a calendar file
    #[arg(long, value_name = "FORM", default_value = "text", conflicts_with = "citations")]
    format: Form,

    /// Từ ngày / from this day
    #[arg(long, value_name = "DATE", value_parser = day)]
    from: Option<Date>,

    /// Đến hết ngày / to this day
    #[arg(long, value_name = "DATE", value_parser = day)]
    to: Option<Date>,

    /// Đếm đơn vị vào ngày này; mặc định: hôm nay / count units on this day; by default today
    #[arg(long, value_name = "DATE", value_parser = day)]
    as_of: Option<Date>,

    #[command(flatten)]
    settings: Settings,
}

impl Show {
    /// A plan lies in no submission: what holds is what holds here.
    pub(crate) fn place(&self) -> (&Path, &Settings) {
        (Path::new("."), &self.settings)
    }

    pub(crate) fn run(&self, session: &mut Session<'_>) -> Result<u8, Error> {
        let (mut files, mut sink) = (Files::default(), Sink::default());
        self.fits(session.style.lang)?;
        let (shelf, wanted) = self.shelf.or(&self.wanted, self.all, &session.config);
        let roots = shelf.roots(&wanted, self.all, session.style.lang)?;
        if roots.len() > 1 && self.format == Form::Mermaid {
            return Err(Error::Usage(one_diagram(session.style.lang)));
        }
        let local = session.config.local(session.style.lang);
        let load = |root: &Root| root.load(&shelf.overlay, &mut files, &mut sink);
        let plans: Vec<Plan> =
            roots.iter().filter_map(load).map(|plan| local.dated(plan)).collect();
        for (n, plan) in plans.iter().enumerate() {
            self.one(plan, &local.holidays, n == 0, session)?;
        }
        session.out.flush()?;
        let mistaken = mistakes(sink, &files, session)?;
        if plans.len() < roots.len() {
            return Err(Error::Rules(unread(session.style.lang)));
        }
        Ok(if mistaken { FOUND } else { SOUND })
    }

    fn one(
        &self,
        plan: &Plan,
        holidays: &Holidays,
        first: bool,
        session: &mut Session<'_>,
    ) -> Result<(), Error> {
        if self.citations {
            return Ok(show::citations(plan, session.out)?);
        }
        let asked = self.as_of.or(self.from).unwrap_or(session.env.today);
        let day = show::day_within(plan, asked);
        let say = Say { plan, lang: session.style.lang, day: Some(day) };
        let span = Days { from: self.from, to: self.to };
        let ask = Ask { say, span, holidays };
        let text = self.text(&ask, session.style)?;
        let gap = match self.format {
            Form::Text | Form::Markdown if !first => "\n\n",
            _ => "",
        };
        Ok(write!(session.out, "{gap}{text}")?)
    }

    /// The plan in the form asked for.
    fn text(&self, ask: &Ask<'_>, style: Style) -> Result<String, Error> {
        match self.format {
            Form::Mermaid if self.dues => return Ok(export::gantt(ask)),
            Form::Mermaid => return Ok(export::flowchart(&ask.say)),
            Form::Dot => return Ok(export::digraph(&ask.say)),
            Form::Ics => {
                let calendar = export::calendar(ask);
                return calendar.ok_or_else(|| Error::Usage(no_days(&ask.say)));
            }
            Form::Text | Form::Markdown => {}
        }
        let mut page = Page::new(style.width);
        if self.dues {
            show::dues(&mut page, &ask.say, ask.span, ask.holidays);
        } else {
            show::plan(&mut page, &ask.say);
        }
        let markdown = self.format == Form::Markdown;
        Ok(if markdown { export::markdown(&page) } else { page.text() })
    }

    /// Arguments that mean something together.
    fn fits(&self, lang: Lang) -> Result<(), Error> {
        let days = self.from.is_some() || self.to.is_some();
        if self.from.zip(self.to).is_some_and(|(from, to)| from > to) {
            return Err(Error::Usage(backwards(lang)));
        }
        if days && !self.dues && self.format != Form::Ics {
            return Err(Error::Usage(days_of_what(lang)));
        }
        if self.dues && self.format == Form::Dot {
            return Err(Error::Usage(no_time_in_dot(lang)));
        }
        Ok(())
    }
}

/// `--format`
#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
enum Form {
    Text,
    Markdown,
    Mermaid,
    Dot,
    Ics,
}

fn days_of_what(lang: Lang) -> String {
    let text = match lang {
        Lang::Vi => "--from, --to chỉ dùng cùng --dues hoặc --format ics",
        Lang::En => "--from and --to go with --dues or --format ics",
    };
    text.to_owned()
}

fn no_time_in_dot(lang: Lang) -> String {
    let text = match lang {
        Lang::Vi => "--format dot không vẽ được --dues; trục thời gian: --dues --format mermaid",
        Lang::En => "--format dot cannot draw --dues; for a time line: --dues --format mermaid",
    };
    text.to_owned()
}

fn one_diagram(lang: Lang) -> String {
    let text = match lang {
        Lang::Vi => "mỗi tệp mermaid chỉ chứa một sơ đồ: hãy nêu một kế hoạch",
        Lang::En => "a mermaid file holds one diagram: name one plan",
    };
    text.to_owned()
}

fn no_days(say: &Say<'_>) -> String {
    let name = say.plan.name();
    match say.lang {
        Lang::Vi => format!("{name} không có hạn nào trong những ngày này để lập lịch"),
        Lang::En => format!("{name} has no due day in these days to make a calendar of"),
    }
}

fn backwards(lang: Lang) -> String {
    let text = match lang {
        Lang::Vi => "ngày của --from phải trước ngày của --to",
        Lang::En => "the day of --from must come before that of --to",
    };
    text.to_owned()
}

/// Tells what is wrong in the rules; whether something is.
pub(crate) fn mistakes(
    sink: Sink,
    files: &Files,
    session: &mut Session<'_>,
) -> Result<bool, Error> {
    let mut findings = sink.take();
    findings.retain(|f| f.severity == Severity::Error);
    let found = !findings.is_empty();
    let report = Report::of(session.env.today, findings);
    render(Format::Short, &report, files, session.style, session.err)?;
    Ok(found)
}
