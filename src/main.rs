//! The program: arguments, streams and surroundings in, exit status out.

use std::process::ExitCode;

use soat::cli::{Env, Streams, run};

fn main() -> ExitCode {
    let mut out = anstream::AutoStream::always(std::io::stdout().lock());
    let mut err = anstream::AutoStream::always(std::io::stderr().lock());
    let streams = Streams { input: &mut std::io::stdin().lock(), out: &mut out, err: &mut err };
    ExitCode::from(run(std::env::args_os(), streams, Env::of_process()))
}
