//! The two languages of the words, and a text in both.

/// A language of the output.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Lang {
    /// Vietnamese, the first language here.
    Vi,
    /// English.
    En,
}

/// One text in both languages. Made by one closure, so neither can be forgotten.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(crate) struct Words {
    /// Vietnamese.
    pub(crate) vi: String,
    /// English.
    pub(crate) en: String,
}

impl Words {
    /// `Words::new(|l| match l { Vi => …, En => … })`.
    pub(crate) fn new(text: impl Fn(Lang) -> String) -> Self {
        Self { vi: text(Lang::Vi), en: text(Lang::En) }
    }

    /// The same text in both, for names and symbols.
    pub(crate) fn same(text: &str) -> Self {
        Self { vi: text.to_owned(), en: text.to_owned() }
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
        $crate::value::Words { vi: format!($vi), en: format!($en) }
    };
}
pub(crate) use words;
