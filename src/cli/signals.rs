//! What Ctrl-C does to a build.

use std::process::ExitCode;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

/// The signals that ask a build to end. From the moment on at which they are caught they end nothing by themselves: the build
/// asks for them, up to its commit point, and leaves the output as it was.
#[derive(Debug)]
pub(super) struct Signals {
    /// The number of the last one that came; 0 for none.
    last: Arc<AtomicUsize>,
}

impl Signals {
    /// Catches them.
    pub(super) fn catch() -> Self {
        let signals = Self { last: Arc::new(AtomicUsize::new(0)) };
        signals.register();
        signals
    }

    /// Whether one came.
    pub(super) fn any(&self) -> bool {
        self.last.load(Ordering::Relaxed) != 0
    }

    /// Calls `tell` whenever one comes, for who waits for something else too.
    #[cfg(all(unix, feature = "watch"))]
    pub(super) fn tell(tell: impl Fn() + Send + 'static) {
        use std::io::Read;
        use std::os::unix::net::UnixStream;
        let Ok((mut there, here)) = UnixStream::pair() else { return };
        for signal in caught() {
            if let Ok(here) = here.try_clone() {
                let _ = signal_hook::low_level::pipe::register(signal, here);
            }
        }
        std::thread::spawn(move || {
            while there.read_exact(&mut [0]).is_ok() {
                tell();
            }
        });
    }

    #[cfg(all(not(unix), feature = "watch"))]
    pub(super) fn tell(_: impl Fn() + Send + 'static) {}

    /// The exit code of a build that did its work, or was stopped: as a shell names the signal, 130 for Ctrl-C.
    pub(super) fn exit_code(&self) -> ExitCode {
        match u8::try_from(self.last.load(Ordering::Relaxed)) {
            Ok(0) => ExitCode::SUCCESS,
            Ok(signal) => ExitCode::from(128_u8.saturating_add(signal)),
            Err(_) => ExitCode::FAILURE,
        }
    }

    #[cfg(unix)]
    fn register(&self) {
        for signal in caught() {
            let _ = signal_hook::flag::register_usize(signal, Arc::clone(&self.last), usize::try_from(signal).unwrap_or_default());
        }
        // A file beyond the limit of sizes is then an error like any other instead of the end.
        let _ = signal_hook::flag::register(signal_hook::consts::SIGXFSZ, Arc::default());
    }

    #[cfg(not(unix))]
    fn register(&self) {}
}

/// The signals that end a build. What `nohup` has it ignore, it goes on ignoring.
#[cfg(unix)]
fn caught() -> impl Iterator<Item = i32> {
    use signal_hook::consts::{SIGHUP, SIGINT, SIGTERM};
    let ignored = ignored();
    [SIGINT, SIGTERM, SIGHUP].into_iter().filter(move |signal| ignored & (1 << (signal - 1)) == 0)
}

/// The signals that whoever started the program wants ignored, one bit each from 1 on; none where that cannot be told.
#[cfg(unix)]
fn ignored() -> u64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let mask = status.lines().find_map(|line| line.strip_prefix("SigIgn:"));
    mask.and_then(|mask| u64::from_str_radix(mask.trim(), 16).ok()).unwrap_or_default()
}
