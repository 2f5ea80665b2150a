//! The two languages of the words, and a text in both.

use std::borrow::Cow;
use std::cell::Cell;
use std::fmt;

/// A language of the output.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Lang {
    /// Vietnamese, the first language here.
    Vi,
    /// English.
    En,
}

thread_local! {
    /// The one language that is read; `None`: either may be.
    static READ: Cell<Option<Lang>> = const { Cell::new(None) };
}

impl Lang {
    /// Does a work whose words are read in this language alone. To word things is much of the work where much is
    /// found, and what nobody reads is left empty.
    pub(crate) fn alone<T>(self, work: impl FnOnce() -> T) -> T {
        let before = READ.replace(Some(self));
        let done = work();
        READ.set(before);
        done
    }

    fn is_read(self) -> bool {
        READ.get().is_none_or(|read| read == self)
    }
}

/// A text of the program's own, or one that was put together.
type Text = Cow<'static, str>;

/// One text in both languages. Made by one closure, so neither can be forgotten; empty in one that is not read, see
/// `Lang::alone`, so that nothing but its reader may go by the words.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(crate) struct Words {
    /// Vietnamese.
    pub(crate) vi: Text,
    /// English.
    pub(crate) en: Text,
}

impl Words {
    /// `Words::new(|l| match l { Vi => …, En => … })`.
    pub(crate) fn new<T: Into<Text>>(text: impl Fn(Lang) -> T) -> Self {
        let read = |lang: Lang| if lang.is_read() { text(lang).into() } else { Text::default() };
        Self { vi: read(Lang::Vi), en: read(Lang::En) }
    }

    /// The same text in both, for names and symbols.
    pub(crate) fn same(text: &str) -> Self {
        Self::new(|_| text.to_owned())
    }

    /// What their order goes by.
    pub(crate) fn sorted(&self) -> [&str; 2] {
        [&self.en, &self.vi]
    }

    /// The text in one language.
    pub(crate) fn get(&self, lang: Lang) -> &str {
        match lang {
            Lang::Vi => &self.vi,
            Lang::En => &self.en,
        }
    }
}

/// Words without arguments, or with arguments captured by name: `words!("Việt {x}", "English {x}")`.
macro_rules! words {
    ($vi:literal, $en:literal $(,)?) => {
        $crate::value::Words::new(|lang| match lang {
            $crate::value::Lang::Vi => $crate::value::lang::said(format_args!($vi)),
            $crate::value::Lang::En => $crate::value::lang::said(format_args!($en)),
        })
    };
}
pub(crate) use words;

/// What words say; without arguments it is there already.
pub(crate) fn said(text: fmt::Arguments<'_>) -> Text {
    text.as_str().map_or_else(|| Text::Owned(text.to_string()), Text::Borrowed)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_nobody_reads_is_not_worded() {
        let word = || words!("số", "figure");
        let (alone, both) = (Lang::En.alone(word), word());
        assert_eq!((alone.get(Lang::Vi), alone.get(Lang::En)), ("", "figure"));
        assert_eq!((both.get(Lang::Vi), both.get(Lang::En)), ("số", "figure"));
    }
}
