//! Text fit for Markdown: what comes from files is never markup.

use crate::diag::wrap::clean;

/// Text that Markdown shows as it stands, wherever in a line.
pub(crate) fn escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 8);
    for c in clean(text).chars() {
        if is_markup(c) {
            out.push('\\');
        }
        out.push(c);
    }
    starts_plain(out)
}

fn is_markup(c: char) -> bool {
    matches!(c, '\\' | '`' | '*' | '_' | '[' | ']' | '<' | '>' | '&' | '~' | '|' | '#' | '$')
}

/// What would begin a list or a line across the page does not.
fn starts_plain(text: String) -> String {
    let number = text.chars().take_while(char::is_ascii_digit).count();
    let rest = text.get(number..).unwrap_or("");
    if number > 0 && rest.starts_with(['.', ')']) {
        let (digits, rest) = text.split_at(number);
        return format!("{digits}\\{rest}");
    }
    if text.starts_with(['-', '+', '=']) { format!("\\{text}") } else { text }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_never_markup() {
        assert_eq!(escape("a*b_c [d](e) <f> #g"), r"a\*b\_c \[d\](e) \<f\> \#g");
        assert_eq!(escape("1. một"), r"1\. một");
        assert_eq!(escape("- một"), r"\- một");
        assert_eq!(escape("15/7/2018"), "15/7/2018");
    }
}
