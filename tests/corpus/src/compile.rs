//! Compiles the emitted crates and their reading programs as one workspace, with warnings as
//! errors.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::fs;
use std::io::{BufRead, BufReader, Read};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::thread;

use serde::{Deserialize, Serialize};
use serde_json::Value;

use crate::examples::program_name;
use crate::progress::Progress;

/// The compiler's verdict on one document.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
pub(crate) struct Compiled {
    /// Whether the crate compiles.
    pub(crate) library: bool,
    /// Whether its reading program compiles.
    pub(crate) program: bool,
    /// The number of errors and warnings.
    pub(crate) errors: usize,
    /// The first of them, as the compiler prints them.
    pub(crate) first: Vec<String>,
    /// The reading program.
    #[serde(skip)]
    pub(crate) executable: Option<PathBuf>,
}

/// How many errors of a crate are kept.
const TOLD: usize = 3;

/// The workspace of all emitted crates.
pub(crate) struct Workspace {
    folder: PathBuf,
}

impl Workspace {
    /// Creates the workspace in the working folder.
    pub(crate) fn new(folder: &Path) -> Result<Self, String> {
        let folder = folder.join("work");
        fs::create_dir_all(&folder).map_err(|error| format!("cannot create {}: {error}", folder.display()))?;
        let folder = folder.canonicalize().map_err(|error| format!("cannot find {}: {error}", folder.display()))?;
        Ok(Self { folder })
    }

    /// Returns the folder of this crate.
    pub(crate) fn library(&self, name: &str) -> PathBuf {
        self.folder.join("crates").join(name)
    }

    /// Returns the folder of this crate's reading program.
    pub(crate) fn program(&self, name: &str) -> PathBuf {
        self.folder.join("programs").join(program_name(name))
    }

    /// Compiles these crates and their programs.
    pub(crate) fn compile(&self, names: &[String], jobs: usize) -> Result<BTreeMap<String, Compiled>, String> {
        let mut members = String::new();
        for name in names {
            let _ = writeln!(members, "    \"crates/{name}\",\n    \"programs/{}\",", program_name(name));
        }
        let manifest = format!(
            r#"[workspace]
resolver = "3"
members = [
{members}]

[profile.dev]
debug = false
incremental = false
strip = true
"#
        );
        self.write("Cargo.toml", &manifest)?;
        // The same versions as in all other tests.
        let lock = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../Cargo.lock");
        let lock = fs::read_to_string(&lock).map_err(|error| format!("cannot read {}: {error}", lock.display()))?;
        self.write("Cargo.lock", &lock)?;
        let mut found = names.iter().map(|name| (name.clone(), Compiled::default())).collect();
        let said = self.cargo(&["--offline"], jobs, &mut found)?;
        if said.contains("--offline") {
            self.cargo(&[], jobs, &mut found)?;
        }
        Ok(found)
    }

    /// Runs cargo, records its messages for each crate, and returns its other output.
    fn cargo(&self, more: &[&str], jobs: usize, found: &mut BTreeMap<String, Compiled>) -> Result<String, String> {
        let cargo = std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
        let mut command = Command::new(cargo);
        command.args(["build", "--workspace", "--keep-going", "--quiet", "--message-format", "json", "--jobs"]);
        command.arg(jobs.to_string()).args(more).current_dir(&self.folder);
        for name in ["CARGO_ENCODED_RUSTFLAGS", "CARGO_BUILD_TARGET", "RUSTC_WORKSPACE_WRAPPER"] {
            command.env_remove(name);
        }
        command.env("CARGO_TARGET_DIR", self.folder.join("target")).env("RUSTFLAGS", "-D warnings");
        command.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::piped());
        let mut process = command.spawn().map_err(|error| format!("cannot run cargo: {error}"))?;
        let stderr = process.stderr.take();
        let beside = thread::spawn(move || {
            let mut text = String::new();
            if let Some(mut stderr) = stderr {
                let _ = stderr.read_to_string(&mut text);
            }
            text
        });
        let mut progress = Progress::new("compiling", found.len() * 2);
        for line in BufReader::new(process.stdout.take().ok_or("cargo has no output")?).lines().map_while(Result::ok) {
            let Ok(message) = serde_json::from_str::<Value>(&line) else { continue };
            if let Some(name) = take(&message, found) {
                progress.step(&name);
            }
        }
        drop(progress);
        let status = process.wait().map_err(|error| format!("cannot wait for cargo: {error}"))?;
        let said = beside.join().unwrap_or_default();
        // A crate that does not compile has messages. No messages means that cargo itself failed.
        if !status.success() && found.values().all(|one| one.errors == 0) && !said.contains("--offline") {
            return Err(format!("cargo failed ({status}): {}", said.trim()));
        }
        Ok(said)
    }

    fn write(&self, name: &str, text: &str) -> Result<(), String> {
        let path = self.folder.join(name);
        fs::write(&path, text).map_err(|error| format!("cannot write {}: {error}", path.display()))
    }
}

/// Records one message of cargo. Returns the package's name once cargo has finished it.
fn take(message: &Value, found: &mut BTreeMap<String, Compiled>) -> Option<String> {
    let text = |pointer: &str| message.pointer(pointer).and_then(Value::as_str);
    let folder = Path::new(text("/manifest_path")?).parent()?.file_name()?.to_str()?.to_owned();
    let name = folder.strip_prefix("read-").unwrap_or(&folder);
    let one = found.get_mut(name)?;
    match text("/reason")? {
        "compiler-message" if matches!(text("/message/level")?, "error" | "error: internal compiler error") => {
            // The compiler's summary is not an error of its own.
            if message.pointer("/message/spans")?.as_array()?.is_empty() && one.errors > 0 {
                return None;
            }
            one.errors += 1;
            if one.first.len() < TOLD {
                one.first.push(text("/message/rendered")?.to_owned());
            }
            None
        }
        "compiler-artifact" if folder == name => {
            one.library = true;
            Some(folder)
        }
        "compiler-artifact" => {
            one.program = true;
            one.executable = text("/executable").map(PathBuf::from);
            Some(folder)
        }
        _ => None,
    }
}
