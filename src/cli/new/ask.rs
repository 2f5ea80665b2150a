//! Questions for what is absent. An empty answer leaves the point open; one that is not understood is asked
//! for again.

use std::io::{self, BufRead, Write};

use crate::cli::new::draft::Draft;
use crate::cli::new::read;
use crate::value::{Lang, fold};

/// Who asks, and where.
pub(super) struct Asker<'a> {
    pub(super) input: &'a mut dyn BufRead,
    pub(super) lang: Lang,
    pub(super) err: &'a mut dyn Write,
}

/// A question in both languages.
type Question = [&'static str; 2];

impl Asker<'_> {
    /// Asks for everything that the draft lacks.
    pub(super) fn complete(&mut self, draft: &mut Draft) -> io::Result<()> {
        self.say([
            "Để trống và bấm Enter: để ngỏ, điền sau.",
            "An empty answer leaves the point open for later.",
        ])?;
        self.text(&mut draft.number, ["Số hiệu, ví dụ 59/KH-UBND", "Number, like 59/KH-UBND"])?;
        self.text(&mut draft.title, ["Tên kế hoạch", "Title"])?;
        self.text(&mut draft.province, ["Địa phương", "Province"])?;
        self.read(
            &mut draft.run,
            ["Thời gian thực hiện, ví dụ 2024 .. 2026", "Run, like 2024 .. 2026"],
            read::span,
        )?;
        self.many(
            &mut draft.reporters,
            ["Ai báo cáo; nhiều đơn vị cách nhau bằng ;", "Who reports; several with ; between"],
            |text| Some(read::names(text)),
        )?;
        self.text(&mut draft.recipient, ["Nơi nhận", "To whom"])?;
        self.text(&mut draft.via, ["Gửi qua đơn vị, phần mềm nào", "Through whom"])?;
        self.read(
            &mut draft.every,
            ["Kỳ báo cáo, ví dụ: quý, năm", "How often, like: quarter, Y"],
            read::every,
        )?;
        self.many(
            &mut draft.due,
            ["Hạn, ví dụ: 15 ngày; trước 25/11", "By when, like: within 15 days; before 25/11"],
            |text| read::names(text).iter().map(|term| read::due(term)).collect(),
        )
    }

    fn say(&mut self, [vi, en]: Question) -> io::Result<()> {
        let text = if self.lang == Lang::Vi { vi } else { en };
        writeln!(self.err, "{text}")
    }

    /// The answer to a question; nothing where it is left open.
    fn answer(&mut self, [vi, en]: Question) -> io::Result<Option<String>> {
        let text = if self.lang == Lang::Vi { vi } else { en };
        write!(self.err, "{text}: ")?;
        self.err.flush()?;
        let mut line = String::new();
        self.input.read_line(&mut line)?;
        let typed = fold::nfc(line.trim());
        Ok((!typed.is_empty()).then_some(typed))
    }

    fn text(&mut self, slot: &mut Option<String>, question: Question) -> io::Result<()> {
        self.read(slot, question, |text| Some(text.to_owned()))
    }

    fn read<T>(
        &mut self,
        slot: &mut Option<T>,
        question: Question,
        read: fn(&str) -> Option<T>,
    ) -> io::Result<()> {
        while slot.is_none() {
            let Some(answer) = self.answer(question)? else { return Ok(()) };
            *slot = read(&answer);
            if slot.is_none() {
                self.say([
                    "không hiểu, hãy viết như ví dụ",
                    "not understood: write it like the example",
                ])?;
            }
        }
        Ok(())
    }

    fn many(
        &mut self,
        slot: &mut Vec<String>,
        question: Question,
        read: fn(&str) -> Option<Vec<String>>,
    ) -> io::Result<()> {
        let mut one = (!slot.is_empty()).then(|| std::mem::take(slot));
        self.read(&mut one, question, read)?;
        *slot = one.unwrap_or_default();
        Ok(())
    }
}
