//! Decides whether what was replied is in step: one value, each collection with as many as it announced, and no text that ends its
//! line early.

/// A part of a reply, in the order in which it was written.
#[derive(Clone, PartialEq, Debug)]
pub enum Event {
    /// An integer or a boolean.
    Integer(i64),
    /// A double.
    Double(f64),
    /// A simple string.
    Status(Vec<u8>),
    /// An error.
    Error(Vec<u8>),
    /// A bulk string, or one with a format.
    Bulk(Vec<u8>),
    /// A number of any length.
    BigNumber(Vec<u8>),
    /// Null, or a null array.
    Null,
    /// A collection of so many values.
    Begin(usize),
    /// Attributes, of so many keys and values.
    Attributes(usize),
}

/// What is written of one reply.
#[derive(Default)]
pub(crate) struct Recorder {
    events: Vec<Event>,
    /// Those that wait for values, the innermost last.
    open: Vec<Open>,
    /// How many values were written outside of collections.
    values: usize,
    /// Whether the last that was written are attributes, which a value must follow.
    is_attributed: bool,
}

struct Open {
    /// How many values are owed; counted up from zero where the length is told in the end.
    values: usize,
    /// Where the collection begins, if its length is told in the end.
    postponed: Option<usize>,
    /// Attributes come before a value, and are none.
    is_value: bool,
}

impl Recorder {
    /// A value that is none of many.
    pub(crate) fn value(&mut self, event: Event) {
        self.is_attributed = false;
        match &event {
            Event::Status(text) | Event::Error(text) => {
                let broken = text.iter().any(|byte| matches!(byte, b'\r' | b'\n'));
                assert!(!broken, "a line that ends early: {event:?}");
            }
            Event::BigNumber(text) => {
                let digits = text.strip_prefix(b"-").unwrap_or(text);
                let is_number = !digits.is_empty() && digits.iter().all(u8::is_ascii_digit);
                assert!(is_number, "no number: {event:?}");
            }
            _ => {}
        }
        self.events.push(event);
        self.count();
    }

    /// The beginning of a collection of so many values.
    pub(crate) fn begin(&mut self, values: usize) {
        self.events.push(Event::Begin(values));
        self.enter(values, true);
    }

    /// The beginning of attributes of so many values.
    pub(crate) fn attributes(&mut self, values: usize) {
        self.events.push(Event::Attributes(values));
        self.enter(values, false);
    }

    fn enter(&mut self, values: usize, is_value: bool) {
        if values > 0 {
            self.open.push(Open {
                values,
                postponed: None,
                is_value,
            });
        } else if is_value {
            self.count();
        }
        self.is_attributed = values == 0 && !is_value;
    }

    /// The beginning of a collection whose length is told in the end.
    pub(crate) fn begin_postponed(&mut self) {
        self.is_attributed = false;
        self.open.push(Open {
            values: 0,
            postponed: Some(self.events.len()),
            is_value: true,
        });
        self.events.push(Event::Begin(0));
    }

    /// The end of the innermost collection of unknown length, in values.
    pub(crate) fn end_postponed(&mut self, values: usize) {
        assert!(
            !self.is_attributed,
            "attributes of nothing: {:?}",
            self.events
        );
        let open = self.open.pop().expect("a collection is open");
        let begin = open.postponed.expect("it is not one of a known length");
        assert_eq!(open.values, values, "another length than it has");
        self.events[begin] = Event::Begin(values);
        self.count();
    }

    /// Counts a value, and with it those that end with it.
    fn count(&mut self) {
        while let Some(open) = self.open.last_mut() {
            if open.postponed.is_some() {
                open.values += 1;
                return;
            }
            open.values -= 1;
            if open.values > 0 {
                return;
            }
            let ended = self.open.pop().expect("it was just there");
            if !ended.is_value {
                self.is_attributed = true;
                return;
            }
        }
        self.values += 1;
        assert_eq!(self.values, 1, "more than one reply: {:?}", self.events);
    }

    /// The whole of it.
    pub(crate) fn finish(self) -> Vec<Event> {
        assert_eq!(self.values, 1, "no whole reply: {:?}", self.events);
        assert!(self.open.is_empty(), "owed: {:?}", self.events);
        assert!(
            !self.is_attributed,
            "attributes of nothing: {:?}",
            self.events
        );
        self.events
    }
}
