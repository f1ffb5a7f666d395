//! The command line: the same core, natively, printing the same document.

fn main() -> std::process::ExitCode {
    hashiya::cli::main()
}
