//! What tokens tell of a data type: its name, its version, and those of its fields.

use super::model::{DataType, Persist};
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
    let encver = it.encver.as_ref().map_or(Some(0), integer);
    if let Some(written) = &it.encver
        && !encver.is_some_and(|number| (0..1024).contains(&number))
    {
        errors.on(written, "an encver is a number from 0 to 1023");
        return;
    }
    if it.raw.is_some() {
        for said in it.parts.fields().filter_map(|it| it.said.as_ref()) {
            let message = "`save` and `load` stand in for the fields; remove `#[persist]`";
            errors.on(said, message);
        }
        return;
    }
    persist(&it.parts, errors);
    for version in it.parts.fields().flat_map(|it| it.versions()) {
        if let (Some(encver), Some(number)) = (encver, version.number)
            && i32::from(number) > encver
            && number < 1024
        {
            let message = format!("the data type has the encver {encver}; raise that to {number}");
            errors.on(&version.written, message);
        }
    }
}

/// What tokens tell of the fields' versions.
pub(super) fn persist(it: &Persist, errors: &mut Errors) {
    for field in it.fields() {
        for version in field.versions() {
            if !version.number.is_some_and(|it| (1..1024).contains(&it)) {
                let message = "this is an encver, from 1 to 1023";
                errors.on(&version.written, message);
            }
        }
        if let (Some(since), Some(until)) = (&field.since, &field.until)
            && since.number >= until.number
        {
            let message = "the field would never be saved; `until` comes after `since`";
            errors.on(&until.written, message);
        }
        if let (Some(default), None) = (&field.default, field.versions().next()) {
            let message = "every version has the field; `default` goes with `since` or `until`";
            errors.on(default, message);
        }
    }
}
