//! `--format FORM[=FILE]`: where the outcome of a run goes, in which forms.

use std::ffi::OsStr;
use std::path::{Path, PathBuf};

use clap::builder::{PossibleValue, PossibleValuesParser, TypedValueParser};
use clap::error::ErrorKind;

use crate::cli::{Session, WIDTH};
use crate::config::Config;
use crate::error::Error;
use crate::render::{Format, Style, render};
use crate::report::{Input, Report};
use crate::source::{Files, disk};

/// The arguments that say so.
#[derive(Debug, clap::Args)]
pub(crate) struct Outputs {
    /// Dạng kết quả, mặc định `terminal`; thêm `=TỆP` thì ghi vào tệp ấy; nhắc lại được
    /// / the form of the outcome, by default `terminal`; with `=FILE` written there; may be repeated
    #[arg(long = "format", value_name = "FORM[=FILE]", value_parser = FormParser)]
    forms: Vec<Form>,

    /// Ghi tổng SHA-256 của từng tệp đã đọc / tell the SHA-256 of every file that was read
    #[arg(long)]
    hashes: bool,
}

/// One form, and the file it goes to; without one, to standard output.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Form {
    format: Format,
    file: Option<PathBuf>,
}

/// Endings of what the tool reads: nothing is ever written over it.
const READ: [&str; 4] = ["plan", "toml", "csv", "xlsx"];

impl Outputs {
    /// The forms, once it is sure that each has a place of its own. To be asked before the work begins.
    pub(crate) fn forms(&self, config: &Config) -> Result<Vec<Form>, Error> {
        let mut seen = Vec::new();
        for form in &self.forms {
            let usage = |why: String| Err(Error::Usage(why));
            match &form.file {
                None if seen.contains(&&form.file) => return usage(TWO_SHOWN.to_owned()),
                Some(file) if seen.contains(&&form.file) => return usage(twice(file)),
                Some(file) if is_read(file) => return usage(over_data(file)),
                _ => seen.push(&form.file),
            }
        }
        let usual = config.format.as_ref().map_or(Format::Terminal, |set| set.value);
        let shown = || vec![Form { format: usual, file: None }];
        Ok(if self.forms.is_empty() { shown() } else { self.forms.clone() })
    }

    /// Whether a file is written.
    pub(crate) fn has_file(&self) -> bool {
        self.forms.iter().any(|form| form.file.is_some())
    }

    /// Writes the report in each form: whole files first, then what is shown.
    pub(crate) fn write(
        &self,
        (report, files): (&mut Report, &Files),
        status: u8,
        session: &mut Session<'_>,
    ) -> Result<(), Error> {
        let forms = self.forms(&session.config)?;
        report.exit = status;
        if self.hashes {
            let input = |file| Input { file, sha256: files.sha256(file) };
            report.inputs = files.with_text().into_iter().map(input).collect();
        }
        // What a file holds does not hang on the terminal that it was made from.
        let plain = Style { colour: false, width: WIDTH, ..session.style };
        for form in &forms {
            let Some(file) = &form.file else { continue };
            disk::put(file, |out| render(form.format, report, files, plain, out))
                .map_err(|why| Error::Unwritable { path: file.clone(), why })?;
        }
        for form in forms.iter().filter(|form| form.file.is_none()) {
            render(form.format, report, files, session.style, session.out)?;
        }
        Ok(session.out.flush()?)
    }
}

fn is_read(file: &Path) -> bool {
    let ending = file.extension().and_then(OsStr::to_str);
    ending.is_some_and(|ending| READ.iter().any(|read| ending.eq_ignore_ascii_case(read)))
}

const TWO_SHOWN: &str = "chỉ một --format được in ra màn hình, các dạng khác cần tên tệp, ví dụ --format json=ket_qua.json \
    / only one --format can be shown; give the others a file, as in --format json=out.json";

fn twice(file: &Path) -> String {
    let file = file.display();
    format!("hai --format cùng ghi vào {file} / two --format write to {file}")
}

fn over_data(file: &Path) -> String {
    let file = file.display();
    format!(
        "{file}: tệp .plan, .toml, .csv, .xlsx là để đọc, không ghi kết quả vào đó; hãy chọn tên khác \
         / .plan, .toml, .csv and .xlsx files are read, never written to; choose another name"
    )
}

const NO_FILE: &str =
    "--format FORM=FILE: sau dấu = phải có tên tệp / a file name must follow the =\n";
const NO_TEXT: &str = "--format: tên tệp không phải UTF-8 / the name is not UTF-8\n";

/// Reads `FORM[=FILE]`.
#[derive(Debug, Clone, Copy)]
struct FormParser;

impl FormParser {
    fn names() -> PossibleValuesParser {
        PossibleValuesParser::new(Format::WORDS)
    }
}

impl TypedValueParser for FormParser {
    type Value = Form;

    fn parse_ref(
        &self,
        command: &clap::Command,
        arg: Option<&clap::Arg>,
        value: &OsStr,
    ) -> Result<Form, clap::Error> {
        let wrong = |why| clap::Error::raw(ErrorKind::ValueValidation, why).with_cmd(command);
        let text = value.to_str().ok_or_else(|| wrong(NO_TEXT))?;
        let (name, file) = match text.split_once('=') {
            Some((_, "")) => return Err(wrong(NO_FILE)),
            Some((name, file)) => (name, Some(PathBuf::from(file))),
            None => (text, None),
        };
        let name = Self::names().parse_ref(command, arg, OsStr::new(name))?;
        let format = Format::named(&name).ok_or_else(|| wrong(NO_TEXT))?;
        Ok(Form { format, file })
    }

    fn possible_values(&self) -> Option<Box<dyn Iterator<Item = PossibleValue> + '_>> {
        Some(Box::new(Format::WORDS.into_iter().map(PossibleValue::new)))
    }
}
