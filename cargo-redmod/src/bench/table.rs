//! How counts are shown, as text and as a plot, and how they are kept and compared with those that were kept.

use super::{measure::Cost, rows::ROWS, values::Values};
use redmod_test::Error;
use std::{fmt::Write, fs, path::Path};

/// What each module costs, C first.
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

    pub(super) fn text(&self) -> String {
        let mut out = format!("{}\n\n{:<20}", self.title, "");
        for column in &self.columns {
            _ = write!(out, "  {:<28}", column.name);
        }
        out = format!("{}\n{:<20}", out.trim_end(), "per command");
        for _ in &self.columns {
            _ = write!(
                out,
                "  {:>8} {:>6} {:>6} {:>5}",
                "all", "ratio", "own", "mem"
            );
        }
        for (i, row) in ROWS.iter().enumerate() {
            _ = write!(out, "\n{:<20}", row.name);
            for column in &self.columns {
                let (cost, ratio) = (column.rows[i], self.ratio(column, i));
                let (all, own, blocks) = (cost.dispatch, cost.own, cost.blocks);
                _ = write!(out, "  {all:>8.0} {ratio:>6.3} {own:>6.0} {blocks:>5.0}");
            }
        }
        _ = write!(out, "\n{:<20}", "geometric mean");
        for column in &self.columns {
            _ = write!(
                out,
                "  {:>8} {:>6.3} {:>6} {:>5}",
                "",
                self.geometric_mean(column),
                "",
                ""
            );
        }
        out = format!("{}\n\n{:<20}", out.trim_end(), "per native value");
        for column in &self.columns {
            _ = write!(out, "  {:>8} {:>6}  {:<12}", column.name, "ratio", "");
        }
        out.truncate(out.trim_end().len());
        for (name, of) in Values::ALL {
            _ = write!(out, "\n{name:<20}");
            for column in &self.columns {
                let value = of(&column.values);
                let ratio = value / of(&self.columns[0].values);
                _ = write!(out, "  {value:>8.0} {ratio:>6.3}  {:<12}", "");
            }
            out.truncate(out.trim_end().len());
        }
        out
    }

    /// Bars for the ratios, with a line where C is.
    pub(super) fn svg(&self) -> String {
        const COLOURS: [&str; 3] = ["#c0392b", "#7f8c8d", "#b0a060"];
        const LEFT: f64 = 150.0;
        const SCALE: f64 = 250.0;
        const BAR: f64 = 9.0;
        let shown = &self.columns[1..];
        let step = BAR * shown.len() as f64 + 8.0;
        let height = 40.0 + step * ROWS.len() as f64;
        let mut out = format!(
            "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 760 {height}\" font-family=\"sans-serif\" font-size=\"11\">\n\
             <rect width=\"760\" height=\"{height}\" fill=\"white\"/>\n"
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
                let width = ratio * SCALE;
                _ = writeln!(
                    out,
                    "<rect x=\"{LEFT}\" y=\"{y}\" width=\"{width:.1}\" height=\"{}\" fill=\"{colour}\"/><text x=\"{:.1}\" y=\"{}\" font-size=\"9\">{ratio:.2}</text>",
                    BAR - 1.0,
                    LEFT + width + 4.0,
                    y + BAR - 2.0
                );
            }
        }
        let x = LEFT + SCALE;
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

    /// What is slower than what was kept, by more than so many per cent.
    pub(super) fn slower(&self, kept: &Kept, tolerance: f64) -> Vec<String> {
        let mut slower = Vec::new();
        for column in &self.columns[1..] {
            for (row, cost) in ROWS.iter().zip(&column.rows) {
                let Some(own) = kept.own(row.name, column.name) else {
                    continue;
                };
                // Small counts may change by an instruction or two.
                if cost.own > own * (1.0 + tolerance / 100.0) + 2.0 {
                    slower.push(format!(
                        "{}, {}: {own:.0} instructions of its own are {:.0} now",
                        column.name, row.name, cost.own
                    ));
                }
            }
        }
        slower
    }
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

    fn table(own: f64) -> Table {
        let cost = |own| Cost {
            dispatch: 1000.0 + own,
            own,
            ..Cost::default()
        };
        let mut table = Table::new("on a server".into());
        table.add("C", vec![cost(100.0); ROWS.len()], Values::default());
        table.add("redmod", vec![cost(own); ROWS.len()], Values::default());
        table
    }

    #[test]
    fn what_is_slower_than_it_was_is_told() {
        let kept = std::env::temp_dir().join(format!("redmod-kept-{}", std::process::id()));
        fs::write(&kept, table(100.0).lines()).unwrap();
        let counts = Kept::read(&kept).unwrap();
        fs::remove_file(&kept).unwrap();
        assert_eq!(table(102.0).slower(&counts, 1.0), Vec::<String>::new());
        let slower = table(110.0).slower(&counts, 1.0);
        assert_eq!(slower.len(), ROWS.len());
        assert_eq!(
            slower[0],
            "redmod, nothing: 100 instructions of its own are 110 now"
        );
    }

    #[test]
    fn the_mean_is_that_of_the_ratios() {
        let table = table(100.0);
        assert_eq!(table.geometric_mean(&table.columns[1]), 1.0);
        assert!(table.text().contains("geometric mean"));
        assert!(table.svg().ends_with("</svg>\n"));
    }
}
