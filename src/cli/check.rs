//! `soat check`: a submission against its plan.

use std::io::{self, BufRead, Read as _};
use std::path::{Path, PathBuf};

use crate::cli::known::Known;
use crate::cli::options::{Against, Deny, FailOn, Settings};
use crate::cli::outputs::Outputs;
use crate::cli::progress::Progress;
use crate::cli::watch::Watch;
use crate::cli::{FOUND, SOUND, STATUSES, Session};
use crate::diag::words::count;
use crate::error::Error;
use crate::pipeline;
use crate::report::Report;
use crate::source::bounds::MOST_TOML_BYTES;
use crate::value::Lang;

/// Kiểm tra hồ sơ báo cáo đã nộp / check what was handed in
#[derive(Debug, clap::Args)]
#[command(after_help = STATUSES)]
pub(crate) struct Check {
    /// Thư mục hồ sơ; `-`: một báo cáo ở đầu vào chuẩn
    /// / the folder that was handed in; `-`: one report on standard input
    path: PathBuf,

    #[command(flatten)]
    against: Against,

    #[command(flatten)]
    outputs: Outputs,

    /// Mức làm lệnh kết thúc với mã 1, mặc định: error / the level from which the exit status is 1
    #[arg(long, value_name = "LEVEL")]
    fail_on: Option<FailOn>,

    /// Mã 1 cả khi có chỗ chưa kiểm được / exit status 1 also for what could not be checked
    #[arg(long, value_name = "WHAT")]
    deny: Vec<Deny>,

    #[command(flatten)]
    known: Known,

    #[command(flatten)]
    watch: Watch,

    #[command(flatten)]
    settings: Settings,
}

impl Check {
    /// A paper on standard input lies nowhere: what holds is what holds here.
    pub(super) fn place(&self) -> (&Path, &Settings) {
        let path = if self.is_paper() { Path::new(".") } else { &self.path };
        (path, &self.settings)
    }

    pub(super) fn watched(&self) -> Result<Option<Vec<PathBuf>>, Error> {
        let all = std::iter::once(&self.path).chain(self.against.files()).cloned().collect();
        let over = self.watch.over(all, self.outputs.has_file() || self.known.writes())?;
        Ok(over.filter(|_| !self.is_paper()))
    }

    pub(crate) fn run(&self, session: &mut Session<'_>) -> Result<u8, Error> {
        self.outputs.forms(&session.config)?;
        let mut inputs = self.against.inputs(&self.path, session);
        if self.is_paper() {
            inputs.paper = Some(paper(session.input)?);
        }
        let options = self.against.options(&session.env);
        let (lang, mut progress) = (session.style.lang, Progress::of(session));
        let checked =
            lang.alone(|| pipeline::check(&inputs, options, &mut |step| progress.tell(step)));
        progress.end();
        let (mut report, files) = checked?;
        self.known.mark(&mut report, &files, &session.config)?;
        let settled = self.known.settles(&report, &files, session)?;
        let status = if settled || !self.fails(&report, session) { SOUND } else { FOUND };
        self.outputs.write((&mut report, &files), status, session)?;
        if !self.watch.watch {
            // The program ends here, and a country's findings are given back at once, not text by text.
            std::mem::forget((report, files));
        }
        Ok(status)
    }

    fn fails(&self, report: &Report, session: &mut Session<'_>) -> bool {
        let level = FailOn::of(self.fail_on, &session.config);
        self.refuses(report, session) || level.is_some_and(|level| report.fails(level))
    }

    /// One report on standard input.
    fn is_paper(&self) -> bool {
        self.path.as_os_str() == "-"
    }

    /// Whether something was left unchecked that may not be.
    fn refuses(&self, report: &Report, session: &mut Session<'_>) -> bool {
        let unchecked = report.counts.unchecked();
        let usual = session.config.deny_unchecked.as_ref().is_some_and(|set| set.value);
        let denied = self.deny.contains(&Deny::Unchecked) || (self.deny.is_empty() && usual);
        if unchecked == 0 || !denied {
            return false;
        }
        let lang = session.style.lang;
        let noun =
            ["chỗ chưa kiểm được", "place could not be checked", "places could not be checked"];
        let why = match lang {
            Lang::Vi => "không được phép theo --deny unchecked",
            Lang::En => "refused by --deny unchecked",
        };
        writeln!(session.err, "{}: {why}", count(unchecked, lang, noun)).ok();
        true
    }
}

/// One report on standard input: no more of it than a file may hold, and a byte, which tells that there is more.
fn paper(input: &mut dyn BufRead) -> Result<Vec<u8>, Error> {
    let mut held = Vec::new();
    let read = input.take(MOST_TOML_BYTES + 1).read_to_end(&mut held);
    let unread = |error: io::Error| Error::Unreadable { path: "-".into(), why: error.to_string() };
    read.map(|_| held).map_err(unread)
}
