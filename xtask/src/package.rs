//! `cargo xtask package`: the packages to publish are complete, and the generator builds and works
//! on its own.

use std::collections::{BTreeMap, BTreeSet};
use std::ffi::OsStr;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, ExitCode};

use crate::program::{cargo, target, workspace};

/// Files that every package contains beside its sources: those that Cargo adds, and ours.
const ALWAYS: [&str; 7] = [
    ".cargo_vcs_info.json",
    "Cargo.lock",
    "Cargo.toml",
    "Cargo.toml.orig",
    "LICENSE-APACHE",
    "LICENSE-MIT",
    "README.md",
];

/// Checks both packages.
pub(crate) fn run() -> ExitCode {
    match check() {
        Ok(()) => ExitCode::SUCCESS,
        Err(message) => {
            eprintln!("error: {message}");
            ExitCode::FAILURE
        }
    }
}

fn check() -> Result<(), String> {
    let root = workspace();
    complete("openapi-crate", &root.join("generator"), &["src", "runtime"])?;
    complete("northbricks", &root.join("generated-client"), &["src"])?;

    println!("northbricks: packaging and building");
    succeed(cargo().args(["package", "--quiet", "--offline", "--locked", "--allow-dirty", "-p", "northbricks"]))?;

    let desk = std::env::temp_dir().join(format!("openapi-crate-package-{}", std::process::id()));
    fs::create_dir(&desk).map_err(|error| format!("cannot create {}: {error}", desk.display()))?;
    let done = generator(&root, &desk);
    // Temporary files that are left over do no harm.
    let _ = fs::remove_dir_all(&desk);
    done
}

/// Packages the generator, unpacks it outside the workspace, builds it there, and runs it on
/// `specs/`.
fn generator(root: &Path, desk: &Path) -> Result<(), String> {
    println!("openapi-crate: packaging, and building on its own");
    // Cargo's own check builds inside the workspace's folder; ours follows.
    let packaging =
        ["package", "--quiet", "--offline", "--locked", "--allow-dirty", "--no-verify", "-p", "openapi-crate"];
    succeed(cargo().args(packaging))?;
    let name = format!("openapi-crate-{}", version(root)?);
    let archive = target().join("package").join(format!("{name}.crate"));
    succeed(Command::new("tar").arg("-xzf").arg(archive).arg("-C").arg(desk))?;
    // The workspace's target folder and profile already have the dependencies compiled.
    let mut build = cargo();
    build.current_dir(desk.join(&name)).env("CARGO_TARGET_DIR", target());
    build.args([
        "build",
        "--quiet",
        "--offline",
        "--locked",
        "--bins",
        "--config",
        "profile.dev.debug='line-tables-only'",
    ]);
    succeed(&mut build)?;

    println!("openapi-crate: running on specs");
    let program = target().join("debug").join(format!("openapi-crate{}", std::env::consts::EXE_SUFFIX));
    let output = desk.join("client");
    let mut generate = Command::new(program);
    generate.current_dir(root).args(["generate", "--config", "specs/openapi-crate.toml", "--output"]).arg(&output);
    succeed(&mut generate)?;
    same(&files(&output)?, &files(&root.join("generated-client"))?)
}

/// Checks that a package contains every file of these folders, and besides only expected files.
fn complete(package: &str, folder: &Path, sources: &[&str]) -> Result<(), String> {
    let mut list = cargo();
    list.args(["package", "--quiet", "--offline", "--locked", "--allow-dirty", "--list", "-p", package]);
    let output = list.output().map_err(|error| format!("cannot run cargo: {error}"))?;
    if !output.status.success() {
        return Err(format!("cargo package --list -p {package}: {}", String::from_utf8_lossy(&output.stderr)));
    }
    let listed: BTreeSet<String> =
        String::from_utf8_lossy(&output.stdout).lines().map(|line| line.replace('\\', "/")).collect();
    let mut expected: BTreeSet<String> = ALWAYS.iter().map(|name| (*name).to_owned()).collect();
    for source in sources {
        let found = files(&folder.join(source))?;
        expected.extend(found.into_keys().map(|path| format!("{source}/{path}")));
    }
    let missing: Vec<_> = expected.difference(&listed).filter(|path| *path != ".cargo_vcs_info.json").collect();
    let stray: Vec<_> = listed.difference(&expected).collect();
    if missing.is_empty() && stray.is_empty() {
        println!("{package}: {} files, with its licences", listed.len());
        return Ok(());
    }
    Err(format!("the package {package} lacks {missing:?}, and contains the unexpected {stray:?}"))
}

/// Returns the workspace's version, as Cargo reports it.
fn version(root: &Path) -> Result<String, String> {
    let id = cargo().current_dir(root).args(["pkgid", "--offline", "-p", "openapi-crate"]).output();
    let id = id.map_err(|error| format!("cannot run cargo: {error}"))?.stdout;
    let id = String::from_utf8_lossy(&id).trim().to_owned();
    let version =
        id.rsplit(['#', '@']).next().filter(|version| version.starts_with(|first: char| first.is_ascii_digit()));
    version.map(str::to_owned).ok_or_else(|| format!("no version in {id:?}"))
}

/// Returns every file below a folder by its path, except what builds leave behind.
fn files(root: &Path) -> Result<BTreeMap<String, Vec<u8>>, String> {
    let say = |path: &Path, error: std::io::Error| format!("cannot read {}: {error}", path.display());
    let mut found = BTreeMap::new();
    let mut folders = vec![PathBuf::new()];
    while let Some(folder) = folders.pop() {
        let here = root.join(&folder);
        for entry in fs::read_dir(&here).map_err(|error| say(&here, error))? {
            let entry = entry.map_err(|error| say(&here, error))?;
            let path = folder.join(entry.file_name());
            let kind = entry.file_type().map_err(|error| say(&here, error))?;
            if folder.as_os_str().is_empty()
                && [OsStr::new("target"), OsStr::new("Cargo.lock")].contains(&path.as_os_str())
            {
                continue;
            }
            if kind.is_dir() {
                folders.push(path);
            } else {
                let bytes = fs::read(root.join(&path)).map_err(|error| say(&path, error))?;
                found.insert(path.to_string_lossy().replace('\\', "/"), bytes);
            }
        }
    }
    Ok(found)
}

/// Checks that both folders have the same files.
fn same(made: &BTreeMap<String, Vec<u8>>, kept: &BTreeMap<String, Vec<u8>>) -> Result<(), String> {
    let paths: BTreeSet<&String> = made.keys().chain(kept.keys()).collect();
    let different: Vec<_> = paths.into_iter().filter(|path| made.get(*path) != kept.get(*path)).collect();
    if different.is_empty() && !made.is_empty() {
        println!("openapi-crate: generates the {} files of generated-client", made.len());
        return Ok(());
    }
    Err(format!("the packaged generator's output differs from generated-client: {different:?}"))
}

fn succeed(command: &mut Command) -> Result<(), String> {
    match command.status() {
        Ok(status) if status.success() => Ok(()),
        Ok(status) => Err(format!("{command:?} ended with {status}")),
        Err(error) => Err(format!("cannot run {command:?}: {error}")),
    }
}
