//! Tokens: what the lexer cuts a plan file into. They cover every byte; a token that the language does
//! not have says why.

/// One token: bytes `start..end` of the text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Token {
    pub(crate) kind: TokenKind,
    pub(crate) start: u32,
    pub(crate) end: u32,
}

impl Token {
    /// Its text within the text that it was cut from.
    pub(crate) fn text(self, whole: &str) -> &str {
        whole.get(self.start as usize..self.end as usize).unwrap_or("")
    }
}

/// The kinds of tokens.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum TokenKind {
    /// A byte order mark at the very start.
    Bom,
    /// The end of a line, or `;`.
    Break,
    Space,
    /// `## …`
    Doc,
    /// `# …`
    Comment,
    /// `"…"`, closed on its line.
    Text,
    /// `2018-04-16`, a day that exists.
    Date,
    /// `2018-Q1`, `2018-06` and their like; a bare year is a number.
    Period,
    /// `9M`
    NineMonths,
    Number,
    Name,
    Sign(Sign),
    Bad(Bad),
    /// After the last token: only in the lines that the parser reads.
    End,
}

impl TokenKind {
    /// Blank space, marks and comments: nothing that the grammar asks for.
    pub(crate) fn is_trivia(self) -> bool {
        matches!(self, Self::Bom | Self::Space | Self::Doc | Self::Comment)
    }
}

/// The signs of the language.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Sign {
    DotDot,
    Dot,
    Le,
    Ge,
    Ne,
    Lt,
    Gt,
    Eq,
    Plus,
    Minus,
    Star,
    Slash,
    Percent,
    Comma,
    Open,
    Close,
    OpenBrace,
    CloseBrace,
}

impl Sign {
    /// All signs, the longer ones first.
    pub(crate) const ALL: [Self; 18] = [
        Self::DotDot,
        Self::Le,
        Self::Ge,
        Self::Ne,
        Self::Dot,
        Self::Lt,
        Self::Gt,
        Self::Eq,
        Self::Plus,
        Self::Minus,
        Self::Star,
        Self::Slash,
        Self::Percent,
        Self::Comma,
        Self::Open,
        Self::Close,
        Self::OpenBrace,
        Self::CloseBrace,
    ];

    /// As it is written.
    pub(crate) const fn text(self) -> &'static str {
        match self {
            Self::DotDot => "..",
            Self::Dot => ".",
            Self::Le => "<=",
            Self::Ge => ">=",
            Self::Ne => "!=",
            Self::Lt => "<",
            Self::Gt => ">",
            Self::Eq => "=",
            Self::Plus => "+",
            Self::Minus => "-",
            Self::Star => "*",
            Self::Slash => "/",
            Self::Percent => "%",
            Self::Comma => ",",
            Self::Open => "(",
            Self::Close => ")",
            Self::OpenBrace => "{",
            Self::CloseBrace => "}",
        }
    }
}

/// Why some text is no token.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Bad {
    /// A number that touches a letter, or a minus with something behind it: `10days`, `5-10%`.
    Touching,
    /// `1.000.000`: points between thousands.
    Grouped,
    /// `2018-02-30`
    NoSuchDay,
    /// `2019-13`, `2019-Q5`, `2019-6`
    NoSuchPeriod,
    /// A quote that its line does not close.
    OpenQuote,
    /// `“…”`: quotes of a word processor, with what stands between them.
    CurlyQuotes,
    /// `≥` and its like, with the plain sign.
    Typed(Sign),
    /// Characters that cannot be seen.
    Hidden,
    /// Anything else.
    Strange,
}

/// Words that are never names.
pub(crate) const RESERVED: [&str; 10] =
    ["and", "or", "not", "if", "then", "else", "it", "above", "true", "false"];
