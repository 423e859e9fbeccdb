//! Reads the list of functions, `redmod_functions.h`: one `FN(…)` or `FN_AS(…)` for each.

use crate::Result;

/// One line of the list. The C types are bindgen's business.
#[derive(Debug, PartialEq)]
pub struct Function {
    /// The first releases, `-` where a server never had it.
    pub redis: String,
    pub valkey: String,
    pub baseline: bool,
    pub area: String,
    /// Our name.
    pub name: String,
    /// The servers' name: another one only for `FN_AS`.
    pub server: String,
}

impl Function {
    /// Whether every supported server has it, so that a module is refused where it is missing.
    pub fn required(&self) -> bool {
        self.baseline && release(&self.redis).is_some_and(|release| release <= vec![6, 0, 0])
    }
}

/// `8.0.6` as numbers; none for `-`, or whatever else is no release.
pub fn release(text: &str) -> Option<Vec<u32>> {
    text.split('.').map(|part| part.parse().ok()).collect()
}

/// The functions in the order of the file, which is the order of the table.
pub fn read(text: &str) -> Result<Vec<Function>> {
    let mut functions: Vec<Function> = Vec::new();
    let mut rest = text;
    while let Some((macro_name, arguments, after)) = next_call(rest)? {
        rest = after;
        let fields = split(arguments);
        let wanted = if macro_name == "FN" { 7 } else { 8 };
        if fields.len() != wanted {
            return Err(format!(
                "{macro_name}({arguments}): {} arguments, expected {wanted}",
                fields.len()
            ));
        }
        let baseline = match fields[2] {
            "BASE" => true,
            "NEW" => false,
            other => {
                return Err(format!(
                    "{macro_name}({arguments}): class `{other}`, expected `BASE` or `NEW`"
                ));
            }
        };
        for version in &fields[..2] {
            if *version != "-" && release(version).is_none() {
                return Err(format!(
                    "{macro_name}({arguments}): `{version}` is no release"
                ));
            }
        }
        let function = Function {
            redis: fields[0].into(),
            valkey: fields[1].into(),
            baseline,
            area: fields[3].into(),
            name: fields[5].into(),
            server: fields[wanted - 2].into(),
        };
        if functions.iter().any(|other| other.name == function.name) {
            return Err(format!("`{}` is listed twice", function.name));
        }
        functions.push(function);
    }
    Ok(functions)
}

/// The next `FN(…)` that starts a line: its name, what is between the parentheses, and what follows.
fn next_call(text: &str) -> Result<Option<(&str, &str, &str)>> {
    let mut at = 0;
    for line in text.split_inclusive('\n') {
        if let Some(open) = line
            .find('(')
            .filter(|&open| matches!(&line[..open], "FN" | "FN_AS"))
        {
            let inside = &text[at + open + 1..];
            let mut depth = 1;
            for (end, character) in inside.char_indices() {
                match character {
                    '(' => depth += 1,
                    ')' => depth -= 1,
                    _ => {}
                }
                if depth == 0 {
                    return Ok(Some((&line[..open], &inside[..end], &inside[end + 1..])));
                }
            }
            return Err(format!("no closing parenthesis: {}", line.trim_end()));
        }
        at += line.len();
    }
    Ok(None)
}

/// Splits at the commas that are in no parentheses.
fn split(arguments: &str) -> Vec<&str> {
    let (mut fields, mut depth, mut start) = (Vec::new(), 0, 0);
    for (at, character) in arguments.char_indices() {
        match character {
            '(' => depth += 1,
            ')' => depth -= 1,
            ',' if depth == 0 => {
                fields.push(arguments[start..at].trim());
                start = at + 1;
            }
            _ => {}
        }
    }
    fields.push(arguments[start..].trim());
    fields
}

#[cfg(test)]
mod tests {
    use super::*;

    const LIST: &str = "/* FN(in a comment) */\n\
        FN(4.0.0, 7.2, BASE, alloc, void *, Alloc, (size_t bytes))\n\
        FN(6.0.7, 7.2, BASE, string, RedisModuleString *, HoldString,\n   (RedisModuleCtx *ctx, RedisModuleString *str))\n\
        FN_AS(-, 9.1.2, NEW, acl, int, Check_Valkey, Check, (void (*done)(int, int)))\n";

    #[test]
    fn lines_are_read() {
        let functions = read(LIST).unwrap();
        let names: Vec<_> = functions
            .iter()
            .map(|f| (&*f.name, &*f.server, f.required()))
            .collect();
        assert_eq!(
            names,
            [
                ("Alloc", "Alloc", true),
                ("HoldString", "HoldString", false),
                ("Check_Valkey", "Check", false)
            ]
        );
        assert_eq!(
            (&*functions[2].redis, &*functions[2].valkey),
            ("-", "9.1.2")
        );
    }

    #[test]
    fn mistakes_are_named() {
        for (line, message) in [
            (
                "FN(4.0.0, 7.2, alloc, void *, Alloc, (size_t bytes))",
                "6 arguments, expected 7",
            ),
            (
                "FN(4.0.0, 7.2, OLD, alloc, void *, Alloc, (void))",
                "class `OLD`",
            ),
            (
                "FN(4.x, 7.2, BASE, alloc, void *, Alloc, (void))",
                "`4.x` is no release",
            ),
            (
                "FN(4.0.0, 7.2, BASE, alloc, void *, Alloc, (void)",
                "no closing parenthesis",
            ),
            (
                "FN(4, 7, NEW, a, int, X, (void))\nFN(4, 7, NEW, a, int, X, (void))",
                "`X` is listed twice",
            ),
        ] {
            let error = read(line).unwrap_err();
            assert!(error.contains(message), "{error}");
        }
    }
}
