//! The user's own browser.

use std::process::{Command, Stdio};
use std::thread;

/// Opens a page; on a machine without a browser, tells the user to.
///
/// The URL may carry a token: other users of this machine may see it among the arguments of running programs. That is
/// good enough for a sandbox.
pub fn open(url: &str) {
    let (program, arguments): (&str, &[&str]) = if cfg!(target_os = "macos") {
        ("open", &[])
    } else if cfg!(windows) {
        // Not `cmd /c start`, which would read the URL's `&` as its own.
        ("rundll32", &["url.dll,FileProtocolHandler"])
    } else {
        ("xdg-open", &[])
    };
    let mut command = Command::new(program);
    command.args(arguments).arg(url).stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null());
    let url = url.to_owned();
    // Some commands end with the browser, and some say only at their end that there is none.
    thread::spawn(move || {
        if !command.status().is_ok_and(|status| status.success()) {
            println!("Open this page in a browser: {url}");
        }
    });
}
