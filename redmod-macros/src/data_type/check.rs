//! What tokens tell of a data type: its name and its version.

use super::model::DataType;
use crate::errors::Errors;
use crate::value::integer;

pub(super) fn data_type(it: &DataType, errors: &mut Errors) {
    let name = &it.name.value;
    let is_known = |c: char| c.is_ascii_alphanumeric() || c == '-' || c == '_';
    if let Some(other) = name.chars().find(|c| !is_known(*c)) {
        let message = format!(
            "{other:?} cannot be in the name of a data type; use letters and digits of ASCII, `-` and `_`"
        );
        errors.at(it.name.span, message);
    } else if name.len() != 9 {
        let message = format!(
            "the name of a data type has nine characters, and `{name}` has {}",
            name.len()
        );
        errors.at(it.name.span, message);
    } else if name == "AAAAAAAAA" {
        errors.at(
            it.name.span,
            "the server keeps `AAAAAAAAA` for itself; use another name",
        );
    }
    if let Some(encver) = &it.encver
        && !integer(encver).is_some_and(|number| (0..1024).contains(&number))
    {
        errors.on(encver, "an encver is a number from 0 to 1023");
    }
}
