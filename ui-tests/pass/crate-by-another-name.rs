#![forbid(unsafe_code)]

mod hidden {
    pub mod deeper {
        pub use ::redmod as renamed;
    }
}

use hidden::deeper::renamed as it;

// What is not redmod stands under its name.
mod redmod {}

it::module! { name: "mymodule", version: 1, crate: it }

#[it::command(flags = "write", keys = 1..1, crate = it)]
fn add(key: it::args::KeyName, options: Options, choice: Option<Choice>) -> Answer {
    let _ = (key, options, choice);
    Answer { n: 1 }
}

#[derive(it::Args)]
#[arg(crate = hidden::deeper::renamed)]
struct Options {
    #[arg(token)]
    on: bool,
}

#[derive(it::Args)]
#[arg(crate = it)]
enum Choice {
    Nx,
}

#[derive(it::Reply)]
#[reply(crate = crate::it)]
struct Answer {
    n: u8,
}

#[it::on_event(Shutdown, crate = it)]
fn ends() {}

#[it::on_keyspace(all, crate = it)]
fn notified() {}

#[it::config(default = Choices::One, crate = it)]
static CHOICE: it::Config<Choices>;

#[derive(it::ConfigEnum, Clone, Copy)]
#[config(crate = crate::it)]
enum Choices {
    One,
}

fn main() {}
