//! The program: arguments, streams and surroundings in, exit status out.

use std::process::ExitCode;

use soat::cli::{Env, run};

fn main() -> ExitCode {
    let mut out = anstream::AutoStream::always(std::io::stdout().lock());
    let mut err = anstream::AutoStream::always(std::io::stderr().lock());
    ExitCode::from(run(std::env::args_os(), &mut out, &mut err, Env::of_process()))
}
