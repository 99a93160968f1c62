//! The program `bulletin`; everything is in the library.

fn main() -> std::process::ExitCode {
    bulletin::cli::run()
}
