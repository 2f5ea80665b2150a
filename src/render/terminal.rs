//! Findings for a reader: one frame with the lines of the data and of the plan. miette carries a finding
//! with its places, annotate-snippets draws lines and marks; nothing else names either.

use std::fmt;
use std::io::{self, Write};
use std::sync::Arc;

use annotate_snippets::renderer::{AnsiColor, DecorStyle, Effects, Style as Paint};
use annotate_snippets::{AnnotationKind, Group, Level, Padding, Renderer, Snippet};
use miette::{Diagnostic, LabeledSpan, MietteError, MietteSpanContents, SourceCode, SourceSpan};

use crate::diag::wrap::{Block, clean, width, wrap};
use crate::diag::{Finding, Severity};
use crate::render::Style;
use crate::render::excerpt::{Excerpt, Marked};
use crate::render::sources::Sources;
use crate::render::words::{accepted, basis, brings, clause_label, pick};
use crate::report::Report;
use crate::source::{Files, Lines, Place};
use crate::value::Lang;

/// Columns that the gutter takes beside the line number: ` │ `.
const GUTTER: usize = 3;

/// Columns by which the second line of a message is set in.
const HANG: usize = 4;

/// The least columns a label needs beside its mark before it is set below.
const LABEL_ROOM: usize = 24;

pub(crate) fn render(
    report: &Report,
    files: &Files,
    style: Style,
    out: &mut dyn Write,
) -> io::Result<()> {
    let mut sources = Sources::new(files);
    for finding in report.shown() {
        let told = Told::new(finding, &mut sources, style.lang);
        Frame::new(finding, style).draw(finding, &told, out)?;
        writeln!(out)?;
    }
    Ok(())
}

/// A finding with its places in one file; those in the other files are related.
#[derive(Debug)]
struct Told<'a> {
    finding: &'a Finding,
    lang: Lang,
    source: Source<'a>,
    labels: Vec<LabeledSpan>,
    others: Vec<Told<'a>>,
}

impl<'a> Told<'a> {
    fn new(finding: &'a Finding, sources: &mut Sources<'a>, lang: Lang) -> Self {
        let mut parts: Vec<(Place, Self)> = Vec::new();
        let labels = finding.labels.iter().map(|l| (l.place, l.text.get(lang).to_owned()));
        for (i, (place, text)) in labels.chain(clause_label(finding, lang)).enumerate() {
            let label = label(place, text, i == 0);
            let known = parts.iter_mut().find(|(known, _)| is_same_source(*known, place));
            if let Some((_, part)) = known {
                part.labels.push(label);
                continue;
            }
            let (source, labels) = (Source::new(place, sources), vec![label]);
            parts.push((place, Self { finding, lang, source, labels, others: Vec::new() }));
        }
        let mut parts = parts.into_iter().map(|(_, part)| part);
        let nowhere = || {
            let source = Source { name: "", lines: None };
            Self { finding, lang, source, labels: Vec::new(), others: Vec::new() }
        };
        let first = parts.next().unwrap_or_else(nowhere);
        Self { others: parts.collect(), ..first }
    }
}

fn label(place: Place, text: String, is_main: bool) -> LabeledSpan {
    let span = match place {
        Place::Text(span) => (span.start as usize, span.end.saturating_sub(span.start) as usize),
        Place::File(_) => (0, 0),
    };
    if is_main {
        LabeledSpan::new_primary_with_span(Some(text), span)
    } else {
        LabeledSpan::new_with_span(Some(text), span)
    }
}

fn is_same_source(a: Place, b: Place) -> bool {
    a.file() == b.file() && matches!(a, Place::Text(_)) == matches!(b, Place::Text(_))
}

impl fmt::Display for Told<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.finding.message.get(self.lang))
    }
}

impl std::error::Error for Told<'_> {}

impl Diagnostic for Told<'_> {
    fn code<'a>(&'a self) -> Option<Box<dyn fmt::Display + 'a>> {
        Some(Box::new(self.finding.code.name))
    }

    fn severity(&self) -> Option<miette::Severity> {
        Some(match self.finding.severity {
            Severity::Error => miette::Severity::Error,
            Severity::Warning | Severity::Missed => miette::Severity::Warning,
            Severity::Note => miette::Severity::Advice,
        })
    }

    fn help<'a>(&'a self) -> Option<Box<dyn fmt::Display + 'a>> {
        let help = self.finding.help.as_ref()?;
        Some(Box::new(help.get(self.lang)))
    }

    fn source_code(&self) -> Option<&dyn SourceCode> {
        Some(&self.source)
    }

    fn labels(&self) -> Option<Box<dyn Iterator<Item = LabeledSpan> + '_>> {
        Some(Box::new(self.labels.iter().cloned()))
    }

    fn related<'a>(&'a self) -> Option<Box<dyn Iterator<Item = &'a dyn Diagnostic> + 'a>> {
        Some(Box::new(self.others.iter().map(|other| other as &dyn Diagnostic)))
    }
}

/// A file by lines. What points outside it is moved inside; a file as a whole has no lines.
#[derive(Debug)]
struct Source<'a> {
    name: &'a str,
    lines: Option<Arc<Lines<'a>>>,
}

impl<'a> Source<'a> {
    fn new(place: Place, sources: &mut Sources<'a>) -> Self {
        let lines = match place {
            Place::Text(span) => sources.lines(span.file),
            Place::File(_) => None,
        };
        Self { name: sources.name(place.file()), lines }
    }
}

impl SourceCode for Source<'_> {
    fn read_span<'a>(
        &'a self,
        span: &SourceSpan,
        before: usize,
        after: usize,
    ) -> Result<Box<dyn miette::SpanContents<'a> + 'a>, MietteError> {
        let name = self.name.to_owned();
        let Some(lines) = &self.lines else {
            let none = MietteSpanContents::new_named(name, &[], (0, 0).into(), 0, 0, 0);
            return Ok(Box::new(none));
        };
        let (start, end) = lines.clamp(span.offset(), span.offset().saturating_add(span.len()));
        let first = lines.at(start).line.saturating_sub(before).max(1);
        let last = lines.at(end).line.saturating_add(after);
        let (offset, text) = lines.window(first, last);
        let (data, held) = (text.as_bytes(), (offset, text.len()).into());
        let read = MietteSpanContents::new_named(name, data, held, first - 1, 0, last - first + 1);
        Ok(Box::new(read))
    }
}

/// One place as it is drawn: a line, and bytes of it.
#[derive(Debug)]
struct Mark<'a> {
    /// From one; nought where there is no line.
    line: usize,
    text: &'a str,
    start: usize,
    end: usize,
    label: String,
    is_main: bool,
}

/// The places of one file, the first of which stands in its heading.
struct Part<'a> {
    heading: String,
    marks: Vec<Mark<'a>>,
}

impl<'a> Part<'a> {
    fn new(told: &'a dyn Diagnostic) -> Option<Self> {
        let source = told.source_code()?;
        let mut heading = None;
        let mut marks = Vec::new();
        for label in told.labels()? {
            let place = SourceSpan::new(label.offset().into(), 0);
            let read = source.read_span(&place, 0, 0).ok()?;
            let mark = Mark::new(read.as_ref(), &label);
            heading.get_or_insert_with(|| mark.heading(read.name().unwrap_or("")));
            marks.push(mark);
        }
        marks.sort_by_key(|mark| (mark.line, mark.start));
        heading.filter(|heading| !heading.is_empty()).map(|heading| Self { heading, marks })
    }
}

impl<'a> Mark<'a> {
    fn new(read: &dyn miette::SpanContents<'a>, label: &LabeledSpan) -> Self {
        let line = if read.line_count() == 0 { 0 } else { read.line() + 1 };
        let text = std::str::from_utf8(read.data()).unwrap_or("");
        let text = text.trim_end_matches(['\r', '\n']);
        let from = label.offset().saturating_sub(read.span().offset());
        let (start, end) = (text.floor_char_boundary(from), from.saturating_add(label.len()));
        let bare = text.trim_start_matches('\u{feff}');
        let mark = text.len() - bare.len();
        let (start, end) = (start.saturating_sub(mark), end.saturating_sub(mark));
        let label_text = clean(label.label().unwrap_or("")).into_owned();
        Self {
            line,
            text: bare,
            start,
            end: bare.floor_char_boundary(end).max(start),
            label: label_text,
            is_main: label.primary(),
        }
    }

    fn heading(&self, name: &str) -> String {
        if self.line == 0 {
            return clean(name).into_owned();
        }
        let column = self.text.get(..self.start).unwrap_or("").chars().count() + 1;
        format!("{}:{}:{column}", clean(name), self.line)
    }
}

/// Draws one finding.
struct Frame {
    style: Style,
    level: Level<'static>,
    paint: Paint,
    renderer: Renderer,
    /// Columns of the longest line number.
    digits: usize,
}

/// The paint of gutters and of places that are not the main one.
const QUIET: Paint = AnsiColor::BrightBlue.on_default().effects(Effects::BOLD);

impl Frame {
    fn new(finding: &Finding, style: Style) -> Self {
        let (level, colour) = match finding.severity {
            Severity::Error => (Level::ERROR, AnsiColor::BrightRed),
            Severity::Warning => (Level::WARNING, AnsiColor::Yellow),
            Severity::Missed => (Level::INFO, AnsiColor::BrightMagenta),
            Severity::Note => (Level::NOTE, AnsiColor::BrightGreen),
        };
        let paint = colour.on_default().effects(Effects::BOLD);
        let renderer = if style.colour {
            Renderer::styled().info(paint).line_num(QUIET).context(QUIET)
        } else {
            Renderer::plain()
        };
        // Lines come cut to the page; the renderer is not to cut them again.
        let renderer = renderer.decor_style(DecorStyle::Unicode).term_width(10_000);
        Self { style, level, paint, renderer, digits: 1 }
    }

    fn draw(&mut self, finding: &Finding, told: &Told<'_>, out: &mut dyn Write) -> io::Result<()> {
        self.title(finding, told, out)?;
        let told: &dyn Diagnostic = told;
        let related = told.related().into_iter().flatten();
        let parts: Vec<Part<'_>> =
            std::iter::once(told).chain(related).filter_map(Part::new).collect();
        let lines = parts.iter().flat_map(|part| &part.marks).map(|mark| mark.line);
        self.digits = lines.max().unwrap_or(0).to_string().len();
        for part in &parts {
            self.part(part, out)?;
        }
        self.closing(finding, told, out)
    }

    fn painted(&self, paint: Paint, text: &str) -> String {
        let plain = !self.style.colour || text.is_empty();
        if plain { text.to_owned() } else { format!("{paint}{text}{paint:#}") }
    }

    /// `lỗi[code]: message`
    fn title(&self, finding: &Finding, told: &Told<'_>, out: &mut dyn Write) -> io::Result<()> {
        let code = told.code().map(|code| code.to_string()).unwrap_or_default();
        let head = format!("{}[{code}]", finding.severity.show(self.style.lang));
        let message = told.to_string();
        let block = Block { first: width(&head) + 2, hang: HANG, width: self.style.width };
        let bold = Paint::new().effects(Effects::BOLD);
        for (i, line) in wrap(&clean(&message), block).iter().enumerate() {
            let line = self.painted(bold, line);
            match i {
                0 if line.is_empty() => writeln!(out, "{}:", self.painted(self.paint, &head))?,
                0 => writeln!(out, "{}: {line}", self.painted(self.paint, &head))?,
                _ => writeln!(out, "{:HANG$}{line}", "")?,
            }
        }
        Ok(())
    }

    fn part(&self, part: &Part<'_>, out: &mut dyn Write) -> io::Result<()> {
        let arrow = self.painted(QUIET, "┌─");
        writeln!(out, "{:digits$} {arrow} {}", "", part.heading, digits = self.digits)?;
        let mut shown = 0;
        for marks in part.marks.chunk_by(|a, b| a.line == b.line && a.line > 0) {
            let line = marks.first().map_or(0, |mark| mark.line);
            if shown > 0 && line > shown + 1 {
                writeln!(out, "{}", self.painted(QUIET, "..."))?;
            }
            self.line(marks, out)?;
            shown = line;
        }
        Ok(())
    }

    /// One line with its marks; shown once for each mark where they do not fit together.
    fn line(&self, marks: &[Mark<'_>], out: &mut dyn Write) -> io::Result<()> {
        let room = self.style.width.saturating_sub(self.digits + GUTTER);
        let excerpt = Excerpt::of(marks, room);
        let fits = |(mark, at): (&Mark<'_>, &Marked)| {
            mark.label.is_empty() || at.to.max(at.from + 1) + 1 + width(&mark.label) <= room
        };
        let all_fit = marks.iter().zip(&excerpt.marks).all(fits);
        match marks {
            [mark] if mark.line == 0 && mark.label.is_empty() => Ok(()),
            [mark] if mark.line == 0 => self.below(mark, 0, room, out),
            [_] if all_fit => self.stanza(marks, &excerpt, true, out),
            [mark] => {
                self.stanza(marks, &excerpt, false, out)?;
                let from = excerpt.marks.first().map_or(0, |at| at.from);
                self.below(mark, from, room, out)
            }
            _ if all_fit && !excerpt.cut => self.stanza(marks, &excerpt, true, out),
            _ => marks.iter().try_for_each(|mark| self.line(std::slice::from_ref(mark), out)),
        }
    }

    /// The line and its marks, as annotate-snippets draws them, without its heading and its end.
    fn stanza(
        &self,
        marks: &[Mark<'_>],
        excerpt: &Excerpt,
        labelled: bool,
        out: &mut dyn Write,
    ) -> io::Result<()> {
        let line = marks.first().map_or(1, |mark| mark.line);
        let annotations = marks.iter().zip(&excerpt.marks).map(|(mark, at)| {
            let kind = if mark.is_main { AnnotationKind::Primary } else { AnnotationKind::Context };
            let label = Some(mark.label.as_str()).filter(|label| labelled && !label.is_empty());
            kind.span(at.start..at.end).label(label)
        });
        let snippet =
            Snippet::source(excerpt.text.as_str()).line_start(line).annotations(annotations);
        let group = Group::with_level(self.level.clone()).element(snippet).element(Padding);
        let drawn = self.renderer.render(&[group]);
        let mut rows: Vec<&str> = drawn.lines().skip(1).collect();
        rows.pop();
        let pad = " ".repeat(self.digits.saturating_sub(line.to_string().len()));
        for row in rows {
            writeln!(out, "{pad}{}", row.trim_end())?;
        }
        Ok(())
    }

    /// A label that has no room beside its mark, set under it as far as the page allows.
    fn below(
        &self,
        mark: &Mark<'_>,
        from: usize,
        room: usize,
        out: &mut dyn Write,
    ) -> io::Result<()> {
        let least = width(&mark.label).min(room).max(LABEL_ROOM);
        let indent = from.min(room.saturating_sub(least));
        let paint = if mark.is_main { self.paint } else { QUIET };
        let bar = self.painted(QUIET, "│");
        for line in wrap(&mark.label, Block { first: indent, hang: indent, width: room }) {
            let line = self.painted(paint, &line);
            writeln!(out, "{:digits$} {bar} {:indent$}{line}", "", "", digits = self.digits)?;
        }
        Ok(())
    }

    /// What stands under the frame: basis, help, what it brings, by what it was accepted.
    fn closing(
        &self,
        finding: &Finding,
        told: &dyn Diagnostic,
        out: &mut dyn Write,
    ) -> io::Result<()> {
        let lang = self.style.lang;
        let basis = finding.clause.as_ref().and_then(|clause| basis(clause, lang));
        let help = told.help().map(|help| help.to_string());
        for (head, text) in [(["căn cứ", "basis"], basis), (["gợi ý", "help"], help)] {
            if let Some(text) = text {
                self.paragraph(&format!("{}: ", pick(head, lang)), &text, out)?;
            }
        }
        let more = [brings(&finding.because, lang), accepted(finding, lang)];
        more.into_iter().flatten().try_for_each(|text| self.paragraph("", &text, out))
    }

    fn paragraph(&self, head: &str, text: &str, out: &mut dyn Write) -> io::Result<()> {
        let hang = width(head);
        let block = Block { first: hang, hang: hang.max(HANG), width: self.style.width };
        let bold = Paint::new().effects(Effects::BOLD);
        for (i, line) in wrap(&clean(text), block).iter().enumerate() {
            match i {
                0 => writeln!(out, "{}{line}", self.painted(bold, head))?,
                _ => writeln!(out, "{}{line}", " ".repeat(block.hang))?,
            }
        }
        Ok(())
    }
}

impl Excerpt {
    fn of(marks: &[Mark<'_>], room: usize) -> Self {
        let text = marks.first().map_or("", |mark| mark.text);
        let spans: Vec<(usize, usize)> = marks.iter().map(|mark| (mark.start, mark.end)).collect();
        Self::new(text, &spans, room)
    }
}
