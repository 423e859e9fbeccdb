//! A line over how much there is of something: whether it has the shape that it must have, and how it is shown.

use std::fmt::Write;

/// How a cost may grow.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Shape {
    /// Not at all.
    Flat,
    /// By the same for each more.
    Linear,
}

impl Shape {
    /// By how much more than in C it may be missed, as a ratio.
    fn tolerance(self) -> f64 {
        match self {
            Shape::Flat => 1.02,
            Shape::Linear => 1.1,
        }
    }
}

/// The cost of one thing, with so many of another.
pub(super) struct Line {
    name: &'static str,
    shape: Shape,
    /// Of how many.
    numbers: &'static [usize],
    /// Of each module, C first, as far as it was counted.
    costs: Vec<(&'static str, Vec<f64>)>,
}

impl Line {
    pub(super) fn new(name: &'static str, shape: Shape, numbers: &'static [usize]) -> Line {
        Line {
            name,
            shape,
            numbers,
            costs: Vec::new(),
        }
    }

    /// Adds a module's next cost.
    pub(super) fn add(&mut self, module: &'static str, cost: f64) {
        match self.costs.iter_mut().find(|(name, _)| *name == module) {
            Some((_, costs)) => costs.push(cost),
            None => self.costs.push((module, vec![cost])),
        }
    }

    /// What one more has cost, from each number to the next.
    fn each_more(&self, costs: &[f64]) -> Vec<f64> {
        let numbers = self
            .numbers
            .windows(2)
            .map(|pair| (pair[1] - pair[0]) as f64);
        let more = costs.windows(2).map(|pair| pair[1] - pair[0]);
        more.zip(numbers)
            .map(|(cost, numbers)| cost / numbers)
            .collect()
    }

    /// What does not have its shape. A server's own work may grow; that of modules in C shows by how much.
    pub(super) fn missed(&self) -> Vec<String> {
        let costs = |costs: &[f64]| match self.shape {
            Shape::Flat => costs.to_vec(),
            Shape::Linear => self.each_more(costs),
        };
        let what = match self.shape {
            Shape::Flat => "instructions",
            Shape::Linear => "instructions for each more",
        };
        let mut grown = self
            .costs
            .iter()
            .map(|(module, it)| (module, growth(&costs(it))));
        let in_c = grown.next().map_or(1.0, |(_, (from, to))| to / from);
        let missed = grown.filter(|(_, (from, to))| to / from > in_c * self.shape.tolerance());
        missed
            .map(|(module, (from, to))| {
                let name = self.name;
                format!("{module}, {name}: {from:.0} {what} have grown to {to:.0}")
            })
            .collect()
    }

    pub(super) fn text(&self) -> String {
        let mut out = format!("{:<28}", self.name);
        for number in self.numbers {
            _ = write!(out, "{number:>12}");
        }
        for (module, costs) in &self.costs {
            row(&mut out, module, costs, 0);
        }
        if self.shape == Shape::Linear {
            for (module, costs) in &self.costs {
                let more = self.each_more(costs);
                row(&mut out, &format!("{module}, for each more"), &more, 12);
            }
        }
        out
    }
}

/// Of all costs and later ones, the two whose ratio is the highest.
fn growth(costs: &[f64]) -> (f64, f64) {
    let (mut least, mut most) = (f64::INFINITY, (1.0, 1.0));
    for cost in costs {
        least = cost.min(least);
        if cost / least > most.1 / most.0 {
            most = (least, *cost);
        }
    }
    most
}

fn row(out: &mut String, name: &str, costs: &[f64], indent: usize) {
    _ = write!(out, "\n  {name:<26}{:indent$}", "");
    for cost in costs {
        _ = write!(out, "{cost:>12.0}");
    }
}

/// How large a chart is, and the room for its numbers.
const WIDTH: f64 = 250.0;
const HEIGHT: f64 = 190.0;
const MARGIN: f64 = 46.0;
const COLOURS: [(&str, f64); 4] = [
    ("#7f8c8d", 5.0),
    ("#c0392b", 1.5),
    ("#2c6fbb", 1.5),
    ("#b0a060", 1.5),
];

/// All lines as charts, three in a row. Both axes are logarithmic.
pub(super) fn svg(lines: &[Line]) -> String {
    let height = HEIGHT * lines.len().div_ceil(3) as f64 + 24.0;
    let mut out = format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {} {height}\" font-family=\"sans-serif\" font-size=\"10\">\n\
         <rect width=\"{}\" height=\"{height}\" fill=\"white\"/>\n",
        WIDTH * 3.0,
        WIDTH * 3.0
    );
    let modules = lines.first().map_or(&[][..], |line| &line.costs);
    for (i, ((module, _), (colour, width))) in modules.iter().zip(COLOURS).enumerate() {
        let x = MARGIN + 90.0 * i as f64;
        _ = writeln!(
            out,
            "<line x1=\"{x}\" x2=\"{}\" y1=\"12\" y2=\"12\" stroke=\"{colour}\" stroke-width=\"{width}\"/><text x=\"{}\" y=\"16\">{module}</text>",
            x + 20.0,
            x + 26.0
        );
    }
    for (i, line) in lines.iter().enumerate() {
        let (x, y) = (WIDTH * (i % 3) as f64, 24.0 + HEIGHT * (i / 3) as f64);
        _ = write!(
            out,
            "<g transform=\"translate({x} {y})\">\n{}</g>\n",
            line.chart()
        );
    }
    out + "</svg>\n"
}

impl Line {
    fn chart(&self) -> String {
        let (left, right, top, bottom) = (MARGIN, WIDTH - 16.0, 24.0, HEIGHT - 24.0);
        let most = self
            .costs
            .iter()
            .flat_map(|(_, costs)| costs)
            .copied()
            .fold(1.0, f64::max);
        let least = self
            .costs
            .iter()
            .flat_map(|(_, costs)| costs)
            .copied()
            .fold(most, f64::min);
        let (low, high) = (least.log10().floor(), most.log10().floor() + 1.0);
        let last = self.numbers.last().map_or(1.0, |number| *number as f64);
        let x = |number: f64| left + (right - left) * number.log10() / last.log10();
        let y = |cost: f64| bottom - (bottom - top) * (cost.log10() - low) / (high - low);
        let mut out = format!(
            "<text x=\"{left}\" y=\"14\" font-weight=\"bold\">{}</text>\n",
            self.name
        );
        for power in low as i32..=high as i32 {
            let (cost, at) = (10f64.powi(power), y(10f64.powi(power)));
            _ = writeln!(
                out,
                "<line x1=\"{left}\" x2=\"{right}\" y1=\"{at:.1}\" y2=\"{at:.1}\" stroke=\"#dddddd\"/><text x=\"{}\" y=\"{:.1}\" text-anchor=\"end\">{}</text>",
                left - 4.0,
                at + 3.0,
                short(cost)
            );
        }
        for number in self.numbers {
            let number = *number as f64;
            _ = writeln!(
                out,
                "<text x=\"{:.1}\" y=\"{}\" text-anchor=\"middle\">{}</text>",
                x(number),
                bottom + 14.0,
                short(number)
            );
        }
        for ((_, costs), (colour, width)) in self.costs.iter().zip(COLOURS) {
            let points = self
                .numbers
                .iter()
                .zip(costs)
                .map(|(number, cost)| format!("{:.1},{:.1}", x(*number as f64), y(*cost)));
            let points = points.collect::<Vec<_>>().join(" ");
            _ = writeln!(
                out,
                "<polyline points=\"{points}\" fill=\"none\" stroke=\"{colour}\" stroke-width=\"{width}\" stroke-linejoin=\"round\"/>"
            );
        }
        out
    }
}

/// A power of ten: `100`, `10 k`, `1 M`.
fn short(number: f64) -> String {
    match number {
        number if number >= 1e6 => format!("{} M", number / 1e6),
        number if number >= 1e3 => format!("{} k", number / 1e3),
        number => format!("{number}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const NUMBERS: [usize; 3] = [1, 100, 1000];

    /// What is missed where the line in C is flat, or rises by ten for each.
    fn missed(shape: Shape, costs: [f64; 3]) -> Vec<String> {
        let c = match shape {
            Shape::Flat => [400.0; 3],
            Shape::Linear => NUMBERS.map(|number| 10.0 * number as f64),
        };
        let mut line = Line::new("so many", shape, &NUMBERS);
        for (c, redmod) in c.into_iter().zip(costs) {
            line.add("C", c);
            line.add("redmod", redmod);
        }
        line.missed()
    }

    #[test]
    fn what_grows_with_the_number_is_not_flat() {
        assert_eq!(
            missed(Shape::Flat, [500.0, 503.0, 508.0]),
            Vec::<String>::new()
        );
        assert_eq!(
            missed(Shape::Flat, [505.0, 500.0, 520.0]),
            ["redmod, so many: 500 instructions have grown to 520"]
        );
    }

    #[test]
    fn what_costs_more_for_each_more_is_not_linear() {
        assert_eq!(
            missed(Shape::Linear, [500.0, 1490.0, 10_490.0]),
            Vec::<String>::new()
        );
        assert_eq!(
            missed(Shape::Linear, [500.0, 1490.0, 19_490.0]),
            ["redmod, so many: 10 instructions for each more have grown to 20"]
        );
    }

    #[test]
    fn what_grows_in_c_as_well_is_the_servers() {
        let mut line = Line::new("so many", Shape::Flat, &NUMBERS);
        for cost in [400.0, 500.0, 600.0] {
            line.add("C", cost);
            line.add("redmod", cost * 1.01);
        }
        assert_eq!(line.missed(), Vec::<String>::new());
    }

    #[test]
    fn a_line_is_shown_in_text_and_as_a_chart() {
        let mut line = Line::new("so many", Shape::Linear, &NUMBERS);
        [500.0, 1490.0, 10_490.0]
            .into_iter()
            .for_each(|cost| line.add("C", cost));
        assert!(line.text().contains("for each more"));
        assert!(svg(&[line]).contains("points=\"46.0,"));
    }
}
