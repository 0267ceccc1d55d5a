use std::process::ExitCode;

/// Rendering makes many short-lived texts on all cores at once.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> ExitCode {
    relance::cli::main()
}
