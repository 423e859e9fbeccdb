//! The prompt: a line in, a reply out, until `exit` or Ctrl-D. Lines may also be piped in.

use super::Session;
use crate::{Outcome, style};
use redmod_test::{Error, args, find};
use rustyline::{DefaultEditor, error::ReadlineError};
use std::{
    io::{self, BufRead, IsTerminal},
    path::PathBuf,
};

pub(super) fn run(session: &mut Session, module: &str) -> Result<Outcome, Error> {
    if io::stdin().is_terminal() {
        interactive(session, module)
    } else {
        piped(session)
    }
}

fn interactive(session: &mut Session, module: &str) -> Result<Outcome, Error> {
    let failed = |e: ReadlineError| Error::new(format!("cannot read from the terminal: {e}"));
    let mut editor = DefaultEditor::new().map_err(failed)?;
    // A history that cannot be kept is no reason to stop.
    let history = history();
    _ = history.as_ref().map(|path| editor.load_history(path));
    style::say("`exit` or Ctrl-D ends the session and the server");
    let ended = loop {
        let line = match editor.readline(&format!("{module}> ")) {
            Ok(line) => line,
            Err(ReadlineError::Interrupted) => continue,
            Err(ReadlineError::Eof) => break Ok(Outcome::Good),
            Err(e) => break Err(failed(e)),
        };
        _ = editor.add_history_entry(&line);
        match one(session, &line) {
            Ok(Line::Exit) => break Ok(Outcome::Good),
            Ok(_) => {}
            Err(e) => break Err(e),
        }
    };
    _ = history.map(|path| editor.save_history(&path));
    ended
}

fn piped(session: &mut Session) -> Result<Outcome, Error> {
    let mut outcome = Outcome::Good;
    for line in io::stdin().lock().lines() {
        match one(
            session,
            &line.map_err(|e| Error::new(format!("cannot read the standard input: {e}")))?,
        )? {
            Line::Exit => break,
            Line::Good => {}
            Line::Bad => outcome = Outcome::Bad,
        }
    }
    Ok(outcome)
}

enum Line {
    Good,
    Bad,
    Exit,
}

fn one(session: &mut Session, line: &str) -> Result<Line, Error> {
    let command = match args::split(line) {
        Ok(command) => command,
        Err(e) => {
            style::error(&e);
            return Ok(Line::Bad);
        }
    };
    match &command[..] {
        [] => Ok(Line::Good),
        [word] if matches!(word.to_ascii_lowercase().as_slice(), b"exit" | b"quit") => {
            Ok(Line::Exit)
        }
        _ => {
            let reply = session.call(&command)?;
            style::print(&reply);
            Ok(if reply.is_error() {
                Line::Bad
            } else {
                Line::Good
            })
        }
    }
}

fn history() -> Option<PathBuf> {
    let dir = find::cache().ok()?;
    std::fs::create_dir_all(&dir).ok()?;
    Some(dir.join("history"))
}
