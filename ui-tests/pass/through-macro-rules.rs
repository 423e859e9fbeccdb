use redmod::prelude::*;

macro_rules! commands {
    ($($name:ident $text:literal $flags:literal $first:literal $ty:ty;)*) => {$(
        /// Made by a macro.
        #[command(name = $text, flags = $flags, keys = $first..1, since = "1.0.0")]
        fn $name(key: $ty) {
            let _ = key;
        }
    )*};
}

commands! {
    a "my.a" "write" 1 KeyName<'_>;
    b "my.b" "readonly" 1 KeyName<'_>;
}

macro_rules! module {
    ($name:literal, $version:expr) => {
        redmod::module! { name: $name, version: $version }
    };
}

module!("mymodule", 3);

fn main() {}
