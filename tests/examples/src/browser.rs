//! The user's own browser.

use std::process::{Command, Stdio};
use std::thread;

/// Opens a page; if there is no browser, asks the user to open it.
///
/// The URL may carry a token. Other users of this machine may see it in the arguments of running
/// programs, which is acceptable for a sandbox only.
pub fn open(url: &str) {
    let (program, arguments): (&str, &[&str]) = if cfg!(target_os = "macos") {
        ("open", &[])
    } else if cfg!(windows) {
        // Not `cmd /c start`, which would interpret the `&` in the URL.
        ("rundll32", &["url.dll,FileProtocolHandler"])
    } else {
        ("xdg-open", &[])
    };
    let mut command = Command::new(program);
    command.args(arguments).arg(url).stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null());
    let url = url.to_owned();
    // Some of these commands run as long as the browser, and some report a missing browser only
    // when they end.
    thread::spawn(move || {
        if !command.status().is_ok_and(|status| status.success()) {
            println!("Open this page in a browser: {url}");
        }
    });
}
