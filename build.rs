//! Says in plain words what a build needs, before a dependency says it in its own. Makes nothing.
#![allow(clippy::print_stdout)] // how a build script speaks

use std::env;
use std::path::Path;

fn main() {
    println!("cargo:rerun-if-changed=build.rs");
    println!("cargo:rerun-if-env-changed=OPENSSL_NO_VENDOR");

    let windows = env::var("CARGO_CFG_TARGET_ENV").is_ok_and(|v| v == "msvc");
    let vendored = env::var("OPENSSL_NO_VENDOR").map_or(true, |v| v == "0");
    let mut missing = Vec::new();
    // Microsoft's compiler is not found through PATH, and a compiler may be named in a variable of its own.
    if !windows && !compiler_is_named() && !["cc", "gcc", "clang"].into_iter().any(on_path) {
        missing.push("a C compiler");
    }
    if vendored && !on_path("perl") {
        missing.push("perl");
    }
    if vendored && !on_path(if windows { "nmake" } else { "make" }) {
        missing.push(if windows { "nmake" } else { "make" });
    }
    if missing.is_empty() {
        return;
    }
    println!("cargo:warning=Milepost cannot be built here: {} not found.", missing.join(", "));
    println!("cargo:warning=It brings its encrypted SQLite and the OpenSSL below it as C source.");
    println!("cargo:warning=On Debian or Ubuntu: apt-get install build-essential perl");
    println!("cargo:warning=Or use the OpenSSL of the system (libssl-dev, pkg-config and a C compiler) with OPENSSL_NO_VENDOR=1.");
    std::process::exit(1);
}

fn compiler_is_named() -> bool {
    let target = env::var("TARGET").unwrap_or_default();
    let names = ["CC".to_owned(), "TARGET_CC".to_owned(), format!("CC_{target}"), format!("CC_{}", target.replace('-', "_"))];
    names.iter().any(|name| env::var_os(name).is_some())
}

fn on_path(program: &str) -> bool {
    let Some(path) = env::var_os("PATH") else { return false };
    env::split_paths(&path).any(|folder| folder.join(program).is_file() || is_program(&folder, program))
}

fn is_program(folder: &Path, program: &str) -> bool {
    cfg!(windows) && folder.join(program).with_extension("exe").is_file()
}
