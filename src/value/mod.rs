//! Floor 0: the units of the world (numbers, days, periods, calendars, names). No I/O, no places.

pub(crate) mod calendar;
pub(crate) mod date;
pub(crate) mod fold;
pub(crate) mod lang;
pub(crate) mod num;
pub(crate) mod period;
pub(crate) mod slips;
pub(crate) mod symbol;
pub(crate) mod written;

pub(crate) use calendar::{Calendar, Holidays};
pub use date::Date;
pub(crate) use date::Days;
pub(crate) use lang::{Lang, Words, words};
pub(crate) use num::Num;
pub(crate) use period::{Month, Period, Step};
pub(crate) use written::Written;
