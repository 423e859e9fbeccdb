//! How counts are shown, as text and as a plot, and how they are kept and compared with those that were kept.

use super::{measure::Cost, rows::ROWS, values::Values};
use redmod_test::Error;
use std::{fmt::Write, fs, path::Path};

/// What each module costs: C, redmod and, if they were counted, its peers.
pub(super) struct Table {
    /// On what it was counted.
    title: String,
    columns: Vec<Column>,
}

struct Column {
    name: &'static str,
    rows: Vec<Cost>,
    values: Values,
}

impl Table {
    pub(super) fn new(title: String) -> Table {
        Table {
            title,
            columns: Vec::new(),
        }
    }

    pub(super) fn add(&mut self, name: &'static str, rows: Vec<Cost>, values: Values) {
        self.columns.push(Column { name, rows, values });
    }

    /// The cost of a row, as a ratio to C.
    fn ratio(&self, column: &Column, row: usize) -> f64 {
        column.rows[row].dispatch / self.columns[0].rows[row].dispatch
    }

    fn geometric_mean(&self, column: &Column) -> f64 {
        let logarithms = (0..ROWS.len()).map(|row| self.ratio(column, row).ln());
        (logarithms.sum::<f64>() / ROWS.len() as f64).exp()
    }

    /// A block of numbers for each module: in all, as a ratio to C, of its own, and blocks of memory.
    pub(super) fn text(&self) -> String {
        let mut out = format!("{}\n\n", self.title);
        self.line(&mut out, "", |i| heading(i, self.columns[i].name));
        self.line(&mut out, "per command", |i| {
            numbers(i, "all", "ratio", "own", "mem")
        });
        for (row, it) in ROWS.iter().enumerate() {
            self.line(&mut out, it.name, |i| {
                let (column, cost) = (&self.columns[i], &self.columns[i].rows[row]);
                let [all, own, blocks] = [cost.dispatch, cost.own, cost.blocks].map(whole);
                numbers(i, &all, &ratio(self.ratio(column, row)), &own, &blocks)
            });
        }
        self.line(&mut out, "geometric mean", |i| {
            numbers(i, "", &ratio(self.geometric_mean(&self.columns[i])), "", "")
        });
        out.push('\n');
        self.line(&mut out, "per native value", |_| String::new());
        for (name, of) in Values::ALL {
            let c = of(&self.columns[0].values);
            self.line(&mut out, name, |i| {
                let value = of(&self.columns[i].values);
                numbers(i, &whole(value), &ratio(value / c), "", "")
            });
        }
        out.truncate(out.trim_end().len());
        out
    }

    /// A name, and what each module has beside it.
    fn line(&self, out: &mut String, name: &str, block: impl Fn(usize) -> String) {
        let blocks: String = (0..self.columns.len()).map(block).collect();
        let line = format!("{name:<19}{blocks}");
        _ = writeln!(out, "{}", line.trim_end());
    }

    /// Bars for the ratios, with a line where C is.
    pub(super) fn svg(&self) -> String {
        const COLOURS: [&str; 3] = ["#c0392b", "#7f8c8d", "#b0a060"];
        const LEFT: f64 = 150.0;
        const WIDTH: f64 = 760.0;
        const BAR: f64 = 9.0;
        let shown = &self.columns[1..];
        let ratios = shown
            .iter()
            .flat_map(|column| (0..ROWS.len()).map(|row| self.ratio(column, row)));
        // The longest bar leaves room for its number.
        let scale = (WIDTH - LEFT - 40.0) / ratios.fold(2.0, f64::max);
        let step = BAR * shown.len() as f64 + 8.0;
        let height = 40.0 + step * ROWS.len() as f64;
        let mut out = format!(
            "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {WIDTH} {height}\" font-family=\"sans-serif\" font-size=\"11\">\n\
             <rect width=\"{WIDTH}\" height=\"{height}\" fill=\"white\"/>\n"
        );
        for (i, (column, colour)) in shown.iter().zip(COLOURS).enumerate() {
            let x = LEFT + 130.0 * i as f64;
            _ = writeln!(
                out,
                "<rect x=\"{x}\" y=\"8\" width=\"10\" height=\"10\" fill=\"{colour}\"/><text x=\"{}\" y=\"17\">{}</text>",
                x + 14.0,
                column.name
            );
        }
        for (i, row) in ROWS.iter().enumerate() {
            let top = 30.0 + step * i as f64;
            _ = writeln!(
                out,
                "<text x=\"{}\" y=\"{}\" text-anchor=\"end\">{}</text>",
                LEFT - 6.0,
                top + step / 2.0,
                row.name
            );
            for (j, (column, colour)) in shown.iter().zip(COLOURS).enumerate() {
                let (ratio, y) = (self.ratio(column, i), top + BAR * j as f64);
                let width = ratio * scale;
                _ = writeln!(
                    out,
                    "<rect x=\"{LEFT}\" y=\"{y}\" width=\"{width:.1}\" height=\"{}\" fill=\"{colour}\"/><text x=\"{:.1}\" y=\"{}\" font-size=\"9\">{ratio:.2}</text>",
                    BAR - 1.0,
                    LEFT + width + 4.0,
                    y + BAR - 2.0
                );
            }
        }
        let x = LEFT + scale;
        _ = writeln!(
            out,
            "<line x1=\"{x}\" x2=\"{x}\" y1=\"24\" y2=\"{}\" stroke=\"black\" stroke-dasharray=\"3 2\"/><text x=\"{x}\" y=\"{}\" text-anchor=\"middle\">C</text>\n</svg>",
            height - 12.0,
            height - 2.0
        );
        out
    }

    /// A line for each row of each module.
    pub(super) fn lines(&self) -> String {
        let mut out = String::from(
            "# Written by `cargo redmod bench --write`: row, module, instructions from the dispatcher on, in the module.\n",
        );
        for column in &self.columns {
            for (row, cost) in ROWS.iter().zip(&column.rows) {
                _ = writeln!(
                    out,
                    "{}\t{}\t{:.1}\t{:.1}",
                    row.name, column.name, cost.dispatch, cost.own
                );
            }
        }
        out
    }

    /// What of redmod is slower than what was kept, by more than so many per cent. What its peers do is theirs.
    pub(super) fn slower(&self, kept: &Kept, tolerance: f64) -> Vec<String> {
        let redmod = &self.columns[1];
        let mut slower = Vec::new();
        for (row, cost) in ROWS.iter().zip(&redmod.rows) {
            let Some(own) = kept.own(row.name, redmod.name) else {
                continue;
            };
            // Small counts may change by an instruction or two.
            if cost.own > own * (1.0 + tolerance / 100.0) + 2.0 {
                slower.push(format!(
                    "{}, {}: {own:.0} instructions of its own are {:.0} now",
                    redmod.name, row.name, cost.own
                ));
            }
        }
        slower
    }
}

/// The numbers of one module in a line; C has no ratio to itself.
fn numbers(column: usize, all: &str, ratio: &str, own: &str, blocks: &str) -> String {
    match column {
        0 => format!("  {all:>6} {own:>5} {blocks:>3}"),
        _ => format!("  {all:>6} {ratio:>6} {own:>5} {blocks:>3}"),
    }
}

/// The name of a module above its numbers.
fn heading(column: usize, name: &str) -> String {
    let width = numbers(column, "", "", "", "").len() - 2;
    format!("  {name:>width$}")
}

fn whole(number: f64) -> String {
    format!("{number:.0}")
}

fn ratio(number: f64) -> String {
    format!("{number:.3}")
}

/// The counts of the last run that was kept.
pub(super) struct Kept(Vec<(String, String, f64)>);

impl Kept {
    pub(super) fn read(path: &Path) -> Result<Kept, Error> {
        let text = fs::read_to_string(path)
            .map_err(|e| Error::new(format!("cannot read `{}`: {e}", path.display())))?;
        let counts = text
            .lines()
            .filter(|line| !line.starts_with('#'))
            .map(|line| {
                let words: Vec<&str> = line.split('\t').collect();
                match words[..] {
                    [row, module, _, own] => {
                        Some((row.to_owned(), module.to_owned(), own.parse().ok()?))
                    }
                    _ => None,
                }
            });
        let counts: Option<_> = counts.collect();
        counts
            .map(Kept)
            .ok_or_else(|| Error::new(format!("`{}` has a line that is no count", path.display())))
    }

    fn own(&self, row: &str, module: &str) -> Option<f64> {
        let kept = self.0.iter().find(|(r, m, _)| r == row && m == module);
        kept.map(|(.., own)| *own)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn table(redmod: f64, peers: &[(&'static str, f64)]) -> Table {
        let mut table = Table::new("on a server".into());
        for (name, own) in [("C", 100.0), ("redmod", redmod)].iter().chain(peers) {
            let cost = Cost {
                dispatch: 1000.0 + own,
                own: *own,
                ..Cost::default()
            };
            table.add(name, vec![cost; ROWS.len()], Values::default());
        }
        table
    }

    fn kept(name: &str, table: &Table) -> Kept {
        let path = std::env::temp_dir().join(format!("redmod-{name}-{}", std::process::id()));
        fs::write(&path, table.lines()).unwrap();
        let kept = Kept::read(&path).unwrap();
        fs::remove_file(&path).unwrap();
        kept
    }

    #[test]
    fn what_is_slower_than_it_was_is_told() {
        let kept = kept("slower", &table(100.0, &[]));
        assert_eq!(table(102.0, &[]).slower(&kept, 1.0), Vec::<String>::new());
        let slower = table(110.0, &[]).slower(&kept, 1.0);
        assert_eq!(slower.len(), ROWS.len());
        assert_eq!(
            slower[0],
            "redmod, nothing: 100 instructions of its own are 110 now"
        );
    }

    #[test]
    fn only_redmod_is_held_against_what_was_kept() {
        let kept = kept("peers", &table(100.0, &[("peer", 100.0)]));
        let slower = table(100.0, &[("peer", 900.0)]).slower(&kept, 1.0);
        assert_eq!(slower, Vec::<String>::new());
    }

    #[test]
    fn the_longest_bar_leaves_room_for_its_number() {
        let svg = table(100.0, &[("peer", 9900.0)]).svg();
        let widths = svg.split("width=\"").skip(1);
        let widths = widths.map(|rest| rest.split('"').next().unwrap().parse::<f64>().unwrap());
        let longest = widths.filter(|width| *width < 760.0).fold(0.0, f64::max);
        assert_eq!(longest, 570.0);
        assert_eq!(svg.matches(">9.91</text>").count(), ROWS.len());
    }

    #[test]
    fn the_mean_is_that_of_the_ratios() {
        let table = table(100.0, &[]);
        assert_eq!(table.geometric_mean(&table.columns[1]), 1.0);
        assert!(table.text().contains("geometric mean"));
        assert!(table.svg().ends_with("</svg>\n"));
    }
}
