//! What the attribute may say, as far as it can be told without the parameters' types; the rest is
//! checked by `redmod::__private::check`, which the expansion calls.

use super::model::{Command, Replicate};
use crate::errors::Errors;
use crate::key_flags;
use crate::nearest::unknown;
use crate::value::Text;

/// Every flag that one of the servers knows.
const FLAGS: &[&str] = &[
    "write",
    "readonly",
    "admin",
    "deny-oom",
    "deny-script",
    "allow-loading",
    "pubsub",
    "random",
    "allow-stale",
    "no-monitor",
    "fast",
    "getkeys-api",
    "no-cluster",
    "no-slowlog",
    "no-auth",
    "may-replicate",
    "blocking",
    "getchannels-api",
    "no-mandatory-keys",
    "allow-busy",
    "internal",
    "no-commandlog",
    "all-dbs",
];

pub(super) fn check(command: &Command, errors: &mut Errors) {
    command
        .name
        .iter()
        .for_each(|name| check_name(name, errors));
    check_flags(command, errors);
    check_replicate(command, errors);
    check_keys(command, errors);
    check_key_flags(command, errors);
    check_texts(command, errors);
}

fn check_name(name: &Text, errors: &mut Errors) {
    let wrong = match name.value.as_str() {
        "" => "a command's name cannot be empty; write one, such as `mymodule.mycommand`",
        value if value.contains('|') => {
            "a subcommand's name is two words with a blank between them; write it in place of `|`"
        }
        value
            if !value
                .bytes()
                .all(|byte| byte == b' ' || byte.is_ascii_graphic()) =>
        {
            "a command's name is made of printable ASCII characters"
        }
        value if value.split(' ').any(str::is_empty) => {
            "a command's name is one word, a subcommand's is two with one blank between them"
        }
        value if value.split(' ').count() > 2 => {
            "a command has subcommands, but these have none: two words at most"
        }
        _ => return,
    };
    errors.at(name.span, wrong);
}

fn check_flags(command: &Command, errors: &mut Errors) {
    let Some(Text { span, .. }) = command.flags else {
        return check_callbacks(command, errors);
    };
    let flags: Vec<&str> = command.flags().collect();
    for (i, flag) in flags.iter().enumerate() {
        if !FLAGS.contains(flag) {
            errors.at(span, unknown("flag", flag, FLAGS));
        } else if flags[..i].contains(flag) {
            errors.at(span, format!("flag `{flag}` is repeated"));
        }
    }
    if command.has_flag("write") && command.has_flag("readonly") {
        errors.at(span, "flags `write` and `readonly` contradict each other");
    }
    let are_known = flags.iter().all(|flag| FLAGS.contains(flag));
    if are_known && command.has_flag("deny-oom") && !command.has_flag("write") {
        errors.at(
            span,
            "flag `deny-oom` is for commands that write; add `write`, or remove it",
        );
    }
    check_callbacks(command, errors);
}

/// A flag that makes the server ask for positions needs a function that answers, and the other way
/// round.
fn check_callbacks(command: &Command, errors: &mut Errors) {
    let callbacks = [
        ("getkeys-api", "get_keys", &command.get_keys),
        ("getchannels-api", "get_channels", &command.get_channels),
    ];
    for (flag, key, callback) in callbacks {
        match (&command.flags, callback) {
            (Some(flags), None) if command.has_flag(flag) => {
                errors.at(
                    flags.span,
                    format!("flag `{flag}` needs a function that answers; add `{key} = …`"),
                );
            }
            (_, Some(callback)) if !command.has_flag(flag) => {
                errors.on(callback, format!("`{key}` needs the flag `{flag}`"));
            }
            _ => {}
        }
    }
}

fn check_replicate(command: &Command, errors: &mut Errors) {
    let Some((_, word)) = &command.replicate else {
        return;
    };
    if command.has_flag("readonly") {
        errors.on(
            word,
            "a `readonly` command changes nothing that could be replicated; remove `replicate`",
        );
    } else if !command.replicates() {
        errors.on(
            word,
            "`replicate` is for commands with the flag `write` or `may-replicate`",
        );
    }
}

fn check_keys(command: &Command, errors: &mut Errors) {
    if let Some(step) = &command.step {
        if step.value <= 0 {
            errors.at(
                step.place,
                "`step` is how far it is from one key to the next: 1 or more",
            );
        }
        if command.keys.is_none() {
            errors.at(step.place, "`step` belongs to `keys = first..last`");
        }
    }
    let Some(keys) = &command.keys else { return };
    let (first, last) = (keys.first, keys.last);
    if first < 1 {
        errors.at(
            keys.place,
            "`keys` starts at 1 or later: the command's name is argument 0",
        );
    } else if last == 0 {
        errors.at(
            keys.place,
            "`keys` ends at the command's name; write `1..1` for the first argument",
        );
    } else if last > 0 && last < first {
        errors.at(
            keys.place,
            format!("`keys` runs backwards; write `{last}..{first}`"),
        );
    }
}

fn check_key_flags(command: &Command, errors: &mut Errors) {
    let params: Vec<&str> = command
        .params
        .iter()
        .map(|param| param.name.as_str())
        .collect();
    for (i, (param, flags)) in command.key_flags.iter().enumerate() {
        let name = param.to_string();
        if !params.contains(&name.as_str()) {
            errors.on(param, unknown("parameter", &name, &params));
        }
        if command.key_flags[..i]
            .iter()
            .any(|(other, _)| other == param)
        {
            errors.on(param, format!("the flags of `{name}` are given twice"));
        }
        key_flags::check(flags, errors);
    }
}

fn check_texts(command: &Command, errors: &mut Errors) {
    let texts = [
        ("the summary", &command.summary),
        ("the complexity", &command.complexity),
        ("`since`", &command.since),
        ("`tips`", &command.tips),
    ];
    for (what, text) in texts {
        text.iter().for_each(|text| text.check(what, errors));
    }
    for (since, change) in &command.history {
        since.check("the history", errors);
        change.check("the history", errors);
    }
    let Some(acl) = &command.acl else { return };
    acl.check("`acl`", errors);
    for category in acl.value.split_ascii_whitespace() {
        if let Some(name) = category.strip_prefix('@') {
            errors.at(
                acl.span,
                format!("ACL categories are written without `@`: `{name}`"),
            );
        }
    }
}

impl Command {
    /// What is replicated, unless it is nothing.
    pub(super) fn replicate(&self) -> Option<Replicate> {
        let unless_said = if self.replicates() {
            Replicate::Verbatim
        } else {
            Replicate::None
        };
        let replicate = self
            .replicate
            .as_ref()
            .map_or(unless_said, |(said, _)| *said);
        (replicate != Replicate::None).then_some(replicate)
    }
}
