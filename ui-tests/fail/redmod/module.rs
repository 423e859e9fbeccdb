#![allow(unused)]
redmod::module! { name: "", version: 1 }
redmod::module! { name: "my module", version: 1 }
redmod::module! { version: 1 }
redmod::module! { nmae: "mymodule", versoin: 1 }
redmod::module! { name: "mymodule", version = 1, init: |cx| (), options: handle_io_errors }
redmod::module! { name: "mymodule", options: [handle_io_error, handle_io_errors, handle_io_errors] }
redmod::module! {
    name: "mymodule",
    containers: { "my admin": "a", "my.admin": "b\0", "MY.admin": "c" },
}

fn main() {}
