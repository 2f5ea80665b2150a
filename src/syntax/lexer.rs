//! Text to tokens, by nom. The tokens cover every byte and the lexer never fails: what the language
//! does not have becomes a token that says why.

use nom::branch::alt;
use nom::bytes::complete::{tag, take_while, take_while_m_n, take_while1};
use nom::character::complete::{char, digit1, satisfy};
use nom::combinator::{opt, peek, recognize, value};
use nom::multi::many0_count;
use nom::sequence::{delimited, pair, preceded, terminated};
use nom::{IResult, Parser as _};
use unicode_ident::{is_xid_continue, is_xid_start};

use crate::syntax::token::{Bad, Sign, Token, TokenKind};
use crate::value::{Date, Period};

type Lexed<'a> = IResult<&'a str, TokenKind, ()>;
type Piece<'a> = IResult<&'a str, &'a str, ()>;

const BOM: char = '\u{feff}';

/// Signs that word processors put in place of plain ones.
const TYPED: [(char, Sign); 10] = [
    ('–', Sign::Minus),
    ('—', Sign::Minus),
    ('−', Sign::Minus),
    ('‑', Sign::Minus),
    ('≥', Sign::Ge),
    ('≤', Sign::Le),
    ('≠', Sign::Ne),
    ('×', Sign::Star),
    ('÷', Sign::Slash),
    ('…', Sign::DotDot),
];

/// Quotes that they put in place of plain ones.
const CURLY: [char; 5] = ['“', '”', '„', '«', '»'];

/// Cuts a text into tokens. Joined, their texts are the text.
pub(crate) fn lex(text: &str) -> Vec<Token> {
    let mut tokens = Vec::with_capacity(text.len() / 3);
    let mut rest = text;
    while !rest.is_empty() {
        let at_start = rest.len() == text.len();
        let (after, kind) = match rest.strip_prefix(BOM) {
            Some(after) if at_start => (after, TokenKind::Bom),
            _ => token(rest).unwrap_or_else(|_| one_char(rest)),
        };
        let place = |rest: &str| u32::try_from(text.len() - rest.len()).unwrap_or(u32::MAX);
        tokens.push(Token { kind, start: place(rest), end: place(after) });
        rest = after;
    }
    tokens
}

/// What every other rule has left over, so that the lexer always goes on.
fn one_char(text: &str) -> (&str, TokenKind) {
    let mut chars = text.chars();
    chars.next();
    (chars.as_str(), TokenKind::Bad(Bad::Strange))
}

/// What a token begins with says which one it is; of most the first byte.
fn token(text: &str) -> Lexed<'_> {
    match text.as_bytes().first() {
        Some(b'\n' | b'\r' | b';') => line_end(text),
        Some(b' ' | b'\t') => short(text, |b| b == b' ', space, TokenKind::Space),
        Some(b'#') => comment(text),
        Some(b'"') => quoted(text),
        Some(b'0'..=b'9') => figure(text),
        Some(b'a'..=b'z' | b'A'..=b'Z' | b'_') => {
            short(text, |b| b.is_ascii_alphanumeric() || b == b'_', name, TokenKind::Name)
        }
        _ => alt((space, name, sign, curly, typed, hidden, strange)).parse(text),
    }
}

/// A token that is a run of such bytes and ends where no letter can be part of it; any other the long way.
fn short<'a>(
    text: &'a str,
    is: impl Fn(u8) -> bool,
    long: impl Fn(&'a str) -> Lexed<'a>,
    kind: TokenKind,
) -> Lexed<'a> {
    let length = text.bytes().position(|b| !is(b)).unwrap_or(text.len());
    let (end, rest) = (text.as_bytes().get(length), text.get(length..));
    if let (Some(b' '..=b'~' | b'\n' | b'\r'), Some(rest)) = (end, rest) {
        debug_assert_eq!(long(text), Ok((rest, kind)));
        return Ok((rest, kind));
    }
    long(text)
}

fn line_end(text: &str) -> Lexed<'_> {
    value(TokenKind::Break, alt((tag("\r\n"), tag("\n"), tag("\r"), tag(";")))).parse(text)
}

fn is_space(c: char) -> bool {
    c.is_whitespace() && !matches!(c, '\n' | '\r')
}

fn space(text: &str) -> Lexed<'_> {
    value(TokenKind::Space, take_while1(is_space)).parse(text)
}

fn in_line(c: char) -> bool {
    !matches!(c, '\n' | '\r')
}

fn comment(text: &str) -> Lexed<'_> {
    let (rest, marks) = preceded(peek(char('#')), take_while(in_line)).parse(text)?;
    let is_doc = marks.starts_with("##") && !marks.starts_with("###");
    Ok((rest, if is_doc { TokenKind::Doc } else { TokenKind::Comment }))
}

/// `"…"`; without its closing quote everything up to the end of the line.
fn quoted(text: &str) -> Lexed<'_> {
    let inner = many0_count(alt((
        take_while1(|c| !matches!(c, '"' | '\\' | '\r' | '\n')),
        recognize(pair(char('\\'), satisfy(in_line))),
    )));
    let closed = value(TokenKind::Text, delimited(char('"'), inner, char('"')));
    let open = value(TokenKind::Bad(Bad::OpenQuote), pair(char('"'), take_while(in_line)));
    alt((closed, open)).parse(text)
}

fn name(text: &str) -> Lexed<'_> {
    let first = satisfy(|c| c == '_' || is_xid_start(c));
    value(TokenKind::Name, pair(first, take_while(is_xid_continue))).parse(text)
}

fn sign(text: &str) -> Lexed<'_> {
    let found = Sign::ALL.iter().find(|s| text.starts_with(s.text())).copied();
    let sign = found.ok_or(nom::Err::Error(()))?;
    value(TokenKind::Sign(sign), tag(sign.text())).parse(text)
}

/// All that touches a digit, then what it is: figures must not be read by accident.
fn figure(text: &str) -> Lexed<'_> {
    let (rest, run) = preceded(peek(satisfy(|c| c.is_ascii_digit())), run).parse(text)?;
    let kind = kind_of(run);
    if matches!(kind, TokenKind::Bad(Bad::Touching | Bad::Grouped)) {
        let (rest, _) = opt(char('%')).parse(rest)?;
        return Ok((rest, kind));
    }
    Ok((rest, kind))
}

fn run(text: &str) -> Piece<'_> {
    let digit = satisfy(|c| c.is_ascii_digit());
    let behind_minus = satisfy(|c| c.is_ascii_digit() || is_xid_start(c));
    recognize(many0_count(alt((
        take_while1(is_xid_continue),
        terminated(tag("."), peek(digit)),
        terminated(tag("-"), peek(behind_minus)),
    ))))
    .parse(text)
}

fn kind_of(run: &str) -> TokenKind {
    if run == "9M" {
        TokenKind::NineMonths
    } else if fits(number, run) {
        TokenKind::Number
    } else if fits(date_shape, run) {
        Date::parse_iso(run).map_or(TokenKind::Bad(Bad::NoSuchDay), |_| TokenKind::Date)
    } else if fits(period_shape, run) {
        let in_full = run.len() > 4;
        let period = Period::parse(run).filter(|_| in_full);
        period.map_or(TokenKind::Bad(Bad::NoSuchPeriod), |_| TokenKind::Period)
    } else if fits(grouped, run) {
        TokenKind::Bad(Bad::Grouped)
    } else {
        TokenKind::Bad(Bad::Touching)
    }
}

/// Whether the rule takes all of the text.
fn fits<'a>(rule: impl Fn(&'a str) -> Piece<'a>, text: &'a str) -> bool {
    rule(text).is_ok_and(|(rest, _)| rest.is_empty())
}

fn digits(text: &str, most: usize) -> Piece<'_> {
    take_while_m_n(1, most, |c: char| c.is_ascii_digit()).parse(text)
}

fn number(text: &str) -> Piece<'_> {
    let whole = take_while1(|c: char| c.is_ascii_digit() || c == '_');
    recognize(pair(whole, opt(pair(char('.'), digit1)))).parse(text)
}

fn grouped(text: &str) -> Piece<'_> {
    recognize((digit1, pair(char('.'), digit1), many0_count(pair(char('.'), digit1)))).parse(text)
}

fn four_digits(text: &str) -> Piece<'_> {
    take_while_m_n(4, 4, |c: char| c.is_ascii_digit()).parse(text)
}

fn date_shape(text: &str) -> Piece<'_> {
    let two = |text| take_while_m_n(2, 2, |c: char| c.is_ascii_digit()).parse(text);
    recognize((four_digits, char('-'), two, char('-'), two)).parse(text)
}

fn period_shape(text: &str) -> Piece<'_> {
    let two = |text| digits(text, 2);
    let lettered = recognize(pair(satisfy(|c| "QqHh".contains(c)), two));
    let months = recognize(pair(two, opt(satisfy(|c| "Mm".contains(c)))));
    recognize((four_digits, char('-'), alt((lettered, months)))).parse(text)
}

/// Quotes of a word processor with what they enclose, so that `“a; b”` is one mistake.
fn curly(text: &str) -> Lexed<'_> {
    let is_close = |c| matches!(c, '”' | '“' | '»' | '"');
    let open = || satisfy(|c| CURLY.contains(&c));
    let inner = take_while(|c| in_line(c) && !is_close(c));
    let closed = recognize(delimited(open(), inner, satisfy(is_close)));
    value(TokenKind::Bad(Bad::CurlyQuotes), alt((closed, recognize(open())))).parse(text)
}

/// Signs of a word processor.
fn typed(text: &str) -> Lexed<'_> {
    let first = text.chars().next();
    let known = TYPED.iter().find(|(c, _)| Some(*c) == first);
    let (c, plain) = *known.ok_or(nom::Err::Error(()))?;
    value(TokenKind::Bad(Bad::Typed(plain)), char(c)).parse(text)
}

/// Characters without width, direction marks, control characters.
pub(crate) fn is_hidden(c: char) -> bool {
    let unseen = matches!(c, '\u{ad}' | '\u{34f}' | '\u{61c}' | '\u{180e}' | '\u{feff}')
        || matches!(c, '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{206f}');
    unseen || (c.is_control() && !c.is_whitespace())
}

fn hidden(text: &str) -> Lexed<'_> {
    value(TokenKind::Bad(Bad::Hidden), take_while1(is_hidden)).parse(text)
}

fn strange(text: &str) -> Lexed<'_> {
    let first = satisfy(|_| true);
    value(TokenKind::Bad(Bad::Strange), pair(first, take_while(is_strange))).parse(text)
}

/// Begins no other token.
fn is_strange(c: char) -> bool {
    let sign = || Sign::ALL.iter().any(|s| s.text().starts_with(c));
    let starts = c.is_whitespace() || c == '_' || is_xid_start(c) || c.is_ascii_digit();
    let known = starts || "\"#;!".contains(c) || is_hidden(c);
    let typed = || CURLY.contains(&c) || TYPED.iter().any(|(t, _)| *t == c);
    !known && !sign() && !typed()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// The kinds of the tokens that are no blank space.
    fn kinds(text: &str) -> Vec<TokenKind> {
        let tokens = lex(text);
        let joined: String = tokens.iter().map(|t| t.text(text)).collect();
        assert_eq!(joined, text);
        tokens.iter().map(|t| t.kind).filter(|k| *k != TokenKind::Space).collect()
    }

    #[track_caller]
    fn check(text: &str, want: &[TokenKind]) {
        assert_eq!(kinds(text), want, "{text}");
    }

    use TokenKind::{Break, Comment, Date, Doc, Name, NineMonths, Number, Period, Text};

    const COMMA: TokenKind = TokenKind::Sign(Sign::Comma);
    const DOTS: TokenKind = TokenKind::Sign(Sign::DotDot);
    const MINUS: TokenKind = TokenKind::Sign(Sign::Minus);
    const PERCENT: TokenKind = TokenKind::Sign(Sign::Percent);
    const SLASH: TokenKind = TokenKind::Sign(Sign::Slash);

    fn bad(why: Bad) -> TokenKind {
        TokenKind::Bad(why)
    }

    #[test]
    fn times_are_told_from_numbers() {
        check(
            "2018-04-16 2018-Q1 2018-H2 2018-9M 2018-06",
            &[Date, Period, Period, Period, Period],
        );
        check("9M 2019 03% 1_000 0.5", &[NineMonths, Number, Number, PERCENT, Number, Number]);
        check("2018..2020", &[Number, DOTS, Number]);
        check("3%..5%", &[Number, PERCENT, DOTS, Number, PERCENT]);
        check("2018-04-16..2019", &[Date, DOTS, Number]);
        check("25/11", &[Number, SLASH, Number]);
        check("79,2%", &[Number, COMMA, Number, PERCENT]);
    }

    #[test]
    fn figures_that_touch_are_refused_whole() {
        for text in ["10days", "5-10%", "2019-2020", "9Mx", "1.5x", "3-a", "25-11"] {
            check(text, &[bad(Bad::Touching)]);
        }
        check("1.000.000%", &[bad(Bad::Grouped)]);
        for text in ["2019-13", "2019-Q5", "2019-6", "2019-q1", "0134-06", "2019-3M"] {
            check(text, &[bad(Bad::NoSuchPeriod)]);
        }
        check("2018-02-30", &[bad(Bad::NoSuchDay)]);
        check("so_xa-5", &[Name, MINUS, Number]);
    }

    #[test]
    fn quotes_end_with_their_line() {
        check(r#""a \" \\" b"#, &[Text, Name]);
        check("\"a; b\nc", &[bad(Bad::OpenQuote), Break, Name]);
        check("\"a\\\nc", &[bad(Bad::OpenQuote), Break, Name]);
        check("“a; b” c", &[bad(Bad::CurlyQuotes), Name]);
    }

    #[test]
    fn lines_and_comments() {
        check("a\r\nb\rc;d", &[Name, Break, Name, Break, Name, Break, Name]);
        check("## doc\n### no\n# a", &[Doc, Break, Comment, Break, Comment]);
        check("\u{feff}a\u{a0}\u{feff}", &[TokenKind::Bom, Name, bad(Bad::Hidden)]);
    }

    #[test]
    fn names_are_vietnamese_in_either_form() {
        check("công_an_tỉnh", &[Name]);
        check("co\u{302}ng_an", &[Name]);
        check("a – b", &[Name, bad(Bad::Typed(Sign::Minus)), Name]);
        check("a && b ! c", &[Name, bad(Bad::Strange), Name, bad(Bad::Strange), Name]);
    }

    proptest! {
        #[test]
        fn tokens_cover_any_text(text in "\\PC*|[ -~\\n\\r“”≥đ0-9.;\"-]*") {
            let tokens = lex(&text);
            let joined: String = tokens.iter().map(|t| t.text(&text)).collect();
            prop_assert_eq!(joined, text);
            prop_assert!(tokens.iter().all(|t| t.start < t.end));
        }
    }
}
