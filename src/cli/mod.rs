//! Floor 11: arguments and streams in, exit status out. Nothing else names clap.

mod check;
mod completions;
mod config;
mod debug;
mod diff;
mod env;
mod explain;
mod fmt;
mod known;
mod lint;
mod man;
mod new;
mod options;
mod outputs;
mod plans;
mod progress;
mod schema;
mod show;
mod test;
mod watch;
mod why;

use std::ffi::OsString;
use std::io::{self, BufRead, BufWriter, Write};
use std::path::{Path, PathBuf};

use clap::Parser as _;
pub use env::{Env, Terminals};
pub use watch::{Changes, Lookout};

use crate::config::{self as config_of, Config};
use crate::diag::Severity;
use crate::error::Error;
use crate::render::Style;
use crate::value::Lang;

/// The width of a page that nobody measured.
const WIDTH: usize = 80;

/// Nothing stands at or above the level asked for.
const SOUND: u8 = 0;
/// Something does.
const FOUND: u8 = 1;
/// The run could not be done.
const FAILED: u8 = 2;

const STATUSES: &str = "\
Mã thoát / exit status:
  0  không có gì ở mức --fail-on trở lên / nothing at or above --fail-on
  1  có / something is
  2  không chạy được: sai tham số, không đọc được quy tắc
     the run could not be done: bad arguments, unreadable rules";

/// Soát: đối chiếu báo cáo của địa phương với kế hoạch
///
/// Checks a province's reports against its plan: what is owed, what cannot be true, which targets are met.
#[derive(Debug, clap::Parser)]
#[command(name = "soat", version, after_help = STATUSES, max_term_width = 100)]
struct Args {
    #[command(subcommand)]
    command: Command,

    /// Ngôn ngữ; mặc định theo môi trường / language; by default the environment's
    #[arg(long, global = true, value_name = "LANG")]
    lang: Option<options::LangArg>,

    /// Tô màu / colour
    #[arg(long, global = true, value_name = "WHEN", default_value = "auto")]
    color: options::Color,
}

#[derive(Debug, clap::Subcommand)]
enum Command {
    Check(check::Check),
    Why(why::Why),
    Show(show::Show),
    Explain(explain::Explain),
    Diff(diff::Diff),
    New(new::New),
    Fmt(fmt::Fmt),
    Test(test::Test),
    Lint(lint::Lint),
    Completions(completions::Completions),
    Man(man::Page),
    Config(config::Config),
    Schema(schema::Schema),
    Debug(debug::Debug),
}

impl Command {
    fn run(&self, session: &mut Session<'_>) -> Result<u8, Error> {
        match self.watched()? {
            Some(paths) => watch::again(&paths, session, |session| self.once(session)),
            None => self.once(session),
        }
    }

    fn once(&self, session: &mut Session<'_>) -> Result<u8, Error> {
        match self {
            Self::Check(check) => check.run(session),
            Self::Why(why) => why.run(session),
            Self::Show(show) => show.run(session),
            Self::Explain(explain) => explain.run(session),
            Self::Diff(diff) => diff.run(session),
            Self::New(new) => new.run(session),
            Self::Fmt(fmt) => fmt.run(session),
            Self::Test(test) => test.run(session),
            Self::Lint(lint) => lint.run(session),
            Self::Completions(completions) => completions.run(session),
            Self::Man(page) => page.run(session),
            Self::Config(config) => config.run(session),
            Self::Schema(schema) => schema.run(session),
            Self::Debug(debug) => debug.run(session),
        }
    }

    /// The folder whose configuration holds, and the file that was named for it.
    fn place(&self) -> Option<(&Path, Option<&Path>)> {
        let (folder, file) = match self {
            Self::Check(check) => check.place(),
            Self::Why(why) => why.place(),
            Self::Show(show) => show.place(),
            Self::Lint(lint) => lint.place(),
            Self::Config(config) => config.place(),
            _ => return None,
        };
        Some((folder, file.file.as_deref()))
    }

    /// The files and folders after whose changes it is run again.
    fn watched(&self) -> Result<Option<Vec<PathBuf>>, Error> {
        match self {
            Self::Check(check) => check.watched(),
            Self::Test(test) => test.watched(),
            Self::Lint(lint) => lint.watched(),
            _ => Ok(None),
        }
    }
}

/// What a run reads and writes besides files.
#[expect(missing_debug_implementations, reason = "streams have nothing to show")]
pub struct Streams<'a> {
    /// One report, or answers.
    pub input: &'a mut dyn BufRead,
    /// The outcome.
    pub out: &'a mut dyn Write,
    /// What is not the outcome.
    pub err: &'a mut dyn Write,
}

/// Where one run reads and writes, and for whom.
struct Session<'a> {
    input: &'a mut dyn BufRead,
    out: &'a mut dyn Write,
    err: &'a mut dyn Write,
    env: Env,
    style: Style,
    /// The settings of the place that is looked at.
    config: Config,
    /// The language was asked for on the command line.
    by_option: bool,
}

/// Runs one command. What cannot be read any more by whoever reads the output is not written, quietly.
pub fn run(args: impl Iterator<Item = OsString>, streams: Streams<'_>, env: Env) -> u8 {
    let Streams { input, out, err } = streams;
    let mut page = BufWriter::new(out);
    let args = match Args::try_parse_from(args) {
        Ok(args) => args,
        Err(told) => return usage(&told, &mut page, err, &env),
    };
    let asked = args.lang.map(Lang::from);
    let config = match settings(&args, asked.unwrap_or_else(|| env.language())) {
        Ok(config) => config,
        Err(error) => return failed(&error, asked.unwrap_or_else(|| env.language()), err),
    };
    let lang = asked.or(config.lang()).unwrap_or_else(|| env.language());
    let colour = args.color.is_on(&env);
    let style = Style { lang, colour, width: env.width.unwrap_or(WIDTH) };
    let by_option = asked.is_some();
    let mut session = Session { input, out: &mut page, err, env, style, config, by_option };
    let status = args.command.run(&mut session);
    let status = status.and_then(|status| page.flush().map(|()| status).map_err(Error::from));
    status.unwrap_or_else(|error| failed(&error, lang, err))
}

/// The configuration that holds; its mistakes in the language of who asks.
fn settings(args: &Args, lang: Lang) -> Result<Config, Error> {
    let Some((folder, file)) = args.command.place() else { return Ok(Config::default()) };
    config_of::find(folder, file).map_err(|faults| {
        let lines: Vec<String> = faults.iter().map(|fault| fault.show(lang)).collect();
        Error::Config(lines.join("\n"))
    })
}

/// Help and the version go out; what is wrong with the arguments goes to the other stream.
fn usage(told: &clap::Error, out: &mut dyn Write, err: &mut dyn Write, env: &Env) -> u8 {
    let text = told.render();
    if told.use_stderr() {
        write!(err, "{text}").ok();
        return FAILED;
    }
    let written = if options::Color::Auto.is_on(env) {
        write!(out, "{}", text.ansi())
    } else {
        write!(out, "{text}")
    };
    match written.and_then(|()| out.flush()) {
        Ok(()) => SOUND,
        Err(error) => failed(&error.into(), env.language(), err),
    }
}

fn failed(error: &Error, lang: Lang, err: &mut dyn Write) -> u8 {
    if matches!(error, Error::Output(why) if why.kind() == io::ErrorKind::BrokenPipe) {
        return SOUND;
    }
    say(error, lang, err).ok();
    FAILED
}

/// Why it could not be run, on the other stream.
fn say(error: &Error, lang: Lang, err: &mut dyn Write) -> io::Result<()> {
    writeln!(err, "{}: {error}", Severity::Error.show(lang))
}

#[cfg(test)]
mod tests {
    use clap::CommandFactory as _;

    use super::*;
    use crate::value::Date;

    fn env(lang: &str) -> Env {
        let today = Date::new(2019, 1, 31).unwrap();
        Env {
            lang: Some(lang.into()),
            no_color: false,
            terminals: Terminals::default(),
            width: None,
            today,
            lookout: |_| Ok(Box::new(std::iter::empty())),
        }
    }

    fn ran(args: &[&str], lang: &str) -> (u8, String, String) {
        let (mut out, mut err) = (Vec::new(), Vec::new());
        let args = std::iter::once("soat").chain(args.iter().copied()).map(OsString::from);
        let streams = Streams { input: &mut io::empty(), out: &mut out, err: &mut err };
        let status = run(args, streams, env(lang));
        (status, String::from_utf8(out).unwrap(), String::from_utf8(err).unwrap())
    }

    #[test]
    fn the_arguments_fit_together() {
        Args::command().debug_assert();
    }

    #[test]
    fn help_goes_out_and_names_the_exit_statuses() {
        let (status, out, err) = ran(&["--help"], "vi_VN.UTF-8");
        assert_eq!((status, err.as_str()), (0, ""));
        assert!(out.starts_with("Soát: đối chiếu báo cáo"), "{out}");
        assert!(out.contains("exit status:\n  0  "), "{out}");
        assert!(!out.contains('\u{1b}'));
        assert_eq!(ran(&["--version"], "C"), (0, "soat 0.1.0\n".into(), String::new()));
    }

    #[test]
    fn a_wrong_argument_is_status_two() {
        for args in [&["kiem-tra"][..], &["check"], &["check", ".", "--as-of", "31.31.2019"]] {
            let (status, out, err) = ran(args, "vi");
            assert_eq!((status, out.as_str()), (2, ""));
            assert!(err.starts_with("error: "), "{err}");
        }
        assert!(ran(&["show", "x", "--from", "2018-01-01"], "en").2.contains("--dues"));
    }

    #[test]
    fn what_cannot_be_run_is_said_in_the_language_asked_for() {
        assert!(ran(&["show", "x"], "vi_VN").2.starts_with("lỗi: "));
        assert!(ran(&["show", "x"], "en_US.UTF-8").2.starts_with("error: "));
        assert!(ran(&["show", "x"], "C.UTF-8").2.starts_with("error: "));
        assert!(ran(&["show", "x"], "fr_FR").2.starts_with("lỗi: "));
        assert!(ran(&["show", "x", "--lang", "en"], "vi").2.starts_with("error: "));
    }

    #[test]
    fn names_are_composed_and_days_read_both_ways() {
        let args = ["soat", "check", "n", "--plan", "59/QÐ", "--as-of", "31/1/2019"];
        assert!(Args::try_parse_from(args).is_ok());
        assert_eq!(options::name("H\u{110}N\u{110} ti\u{309}nh").unwrap(), "HĐNĐ tỉnh");
        assert_eq!(options::day("31/1/2019"), options::day("2019-01-31"));
    }

    struct Closed;

    impl Write for Closed {
        fn write(&mut self, _: &[u8]) -> io::Result<usize> {
            Err(io::ErrorKind::BrokenPipe.into())
        }

        fn flush(&mut self) -> io::Result<()> {
            Ok(())
        }
    }

    #[test]
    fn a_reader_who_has_gone_is_no_failure() {
        let mut err = Vec::new();
        let args = ["soat", "--help"].into_iter().map(OsString::from);
        let streams = Streams { input: &mut io::empty(), out: &mut Closed, err: &mut err };
        assert_eq!(run(args, streams, env("vi")), 0);
        assert!(err.is_empty());
    }
}
