//! What commands take of the server's CPU time under redis-benchmark: all servers in turn, round by round, so that what else the machine
//! does meets each alike. The module in C is there twice: what its two servers differ by is noise.

use super::{
    module::Modules,
    rows::{ROWS, Row},
};
use crate::style;
use redmod_test::{Error, Found, Server};
use std::{fmt::Write, process::Command};

/// How many commands a server gets in each round.
const COMMANDS: usize = 50_000;
const ROUNDS: usize = 9;
/// Connections, and commands that each sends at once: the server is kept busy, and the socket's share small.
const CLIENTS: [&str; 4] = ["-c", "8", "-P", "16"];

/// Microseconds of CPU time per command, of each server in each round.
pub(super) struct Times {
    title: String,
    names: Vec<&'static str>,
    /// By row, by server, by round.
    rows: Vec<Vec<Vec<f64>>>,
}

impl Times {
    pub(super) fn measure(found: &Found, modules: &Modules) -> Result<Times, Error> {
        let mut servers = Vec::new();
        let again = modules.compared.iter().take(1).map(|it| ("C again", it));
        for (name, module) in modules.compared.iter().map(|it| (it.name, it)).chain(again) {
            let server = Server::builder().on(found).module(&module.path);
            servers.push((name, server.try_start()?));
        }
        let mut rows = Vec::new();
        for row in ROWS {
            style::say(format_args!("timing {} on {found}", row.name));
            rows.push(time(row, &servers)?);
        }
        Ok(Times {
            title: format!(
                "Microseconds of CPU time per command on {}, {ROUNDS} rounds of {} thousand commands",
                found.version,
                COMMANDS / 1000
            ),
            names: servers.iter().map(|(name, _)| *name).collect(),
            rows,
        })
    }

    /// Medians of all rounds. A ratio to C is that of the same round; beside their median is half the distance of their quartiles.
    pub(super) fn text(&self) -> String {
        let mut out = format!("{}\n\n{:<20}", self.title, "");
        for name in &self.names {
            _ = write!(out, "  {name:<21}");
        }
        out = format!("{}\n{:<20}", out.trim_end(), "per command");
        for _ in &self.names {
            _ = write!(out, "  {:>6}  {:<13}", "time", "ratio");
        }
        out.truncate(out.trim_end().len());
        for (row, times) in ROWS.iter().zip(&self.rows) {
            _ = write!(out, "\n{:<20}", row.name);
            for of_server in times {
                let [_, time, _] = quartiles(of_server.clone());
                let [low, ratio, high] = quartiles(ratios(of_server, &times[0]));
                let spread = (high - low) / 2.0;
                _ = write!(out, "  {time:>6.2}  {ratio:>5.3} ±{spread:.3} ");
            }
            out.truncate(out.trim_end().len());
        }
        _ = write!(out, "\n{:<20}", "geometric mean");
        for i in 0..self.names.len() {
            _ = write!(
                out,
                "  {:>6}  {:>5.3}  {:<6}",
                "",
                self.geometric_mean(i),
                ""
            );
        }
        out.truncate(out.trim_end().len());
        out
    }

    fn geometric_mean(&self, server: usize) -> f64 {
        let ratio = |times: &Vec<Vec<f64>>| quartiles(ratios(&times[server], &times[0]))[1];
        let logarithms = self.rows.iter().map(|times| ratio(times).ln());
        (logarithms.sum::<f64>() / self.rows.len() as f64).exp()
    }
}

/// The times of a row, by server and by round.
fn time(row: &Row, servers: &[(&str, Server)]) -> Result<Vec<Vec<f64>>, Error> {
    for (_, server) in servers {
        let mut raw = server.raw();
        for command in row.prepare {
            raw.call(*command);
        }
        let reply = raw.call(row.command);
        if !reply.starts_with(row.replies.as_bytes()) {
            return Err(Error::new(format!(
                "`{}` replied {}",
                row.command.join(" "),
                reply.escape_ascii()
            )));
        }
        benchmark(row, server, COMMANDS / 10)?;
    }
    let mut times = vec![Vec::new(); servers.len()];
    for _ in 0..ROUNDS {
        for ((_, server), times) in servers.iter().zip(&mut times) {
            let before = used(server)?;
            benchmark(row, server, COMMANDS)?;
            times.push((used(server)? - before) * 1e6 / COMMANDS as f64);
        }
    }
    Ok(times)
}

/// Has redis-benchmark send a row's command so many times.
fn benchmark(row: &Row, server: &Server, times: usize) -> Result<(), Error> {
    let done = Command::new("redis-benchmark")
        .arg("-s")
        .arg(server.socket())
        .args(CLIENTS)
        .args(["-q", "-n", &times.to_string()])
        .args(row.command)
        .output()
        .map_err(|e| {
            Error::new(format!(
                "cannot run `redis-benchmark`: {e}; on Debian: apt-get install redis-tools"
            ))
        })?;
    match done.status.success() {
        true => Ok(()),
        false => Err(Error::new(format!(
            "redis-benchmark failed: {}",
            String::from_utf8_lossy(&done.stderr)
        ))),
    }
}

/// The CPU time that a server has used, in seconds.
fn used(server: &Server) -> Result<f64, Error> {
    let fields = ["used_cpu_user", "used_cpu_sys"].map(|field| server.info(field).parse::<f64>());
    let [Ok(user), Ok(sys)] = fields else {
        return Err(Error::new("the server does not tell its CPU time"));
    };
    Ok(user + sys)
}

/// Round by round.
fn ratios(times: &[f64], of: &[f64]) -> Vec<f64> {
    times.iter().zip(of).map(|(time, of)| time / of).collect()
}

/// The lower quartile, the median and the upper quartile.
fn quartiles(mut values: Vec<f64>) -> [f64; 3] {
    values.sort_by(f64::total_cmp);
    [1, 2, 3].map(|quarter| values[(values.len() - 1) * quarter / 4])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_ratio_is_that_of_the_same_round() {
        // A machine that becomes slower changes the times, not the ratios.
        let c: Vec<f64> = (1..=ROUNDS).map(|round| round as f64).collect();
        let redmod: Vec<f64> = c.iter().map(|time| time * 0.9).collect();
        let times = Times {
            title: "Times".into(),
            names: vec!["C", "redmod"],
            rows: vec![vec![c, redmod]; ROWS.len()],
        };
        assert!((times.geometric_mean(1) - 0.9).abs() < 1e-9);
        let text = times.text();
        assert!(text.contains("4.50  0.900 ±0.000"), "{text}");
    }
}
