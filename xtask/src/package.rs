//! `cargo xtask package`: what would be published is complete, builds on its own, and does its
//! work.

use std::collections::{BTreeMap, BTreeSet};
use std::ffi::OsStr;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, ExitCode};

use crate::program::{cargo, target, workspace};

/// What Cargo adds to every package, and what each of ours holds beside its sources.
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

    println!("northbricks: packaged and built");
    succeed(cargo().args(["package", "--quiet", "--offline", "--locked", "--allow-dirty", "-p", "northbricks"]))?;

    let desk = std::env::temp_dir().join(format!("openapi-crate-package-{}", std::process::id()));
    fs::create_dir(&desk).map_err(|error| format!("cannot make {}: {error}", desk.display()))?;
    let done = generator(&root, &desk);
    // What is left in the system's folder for temporary files harms nothing.
    let _ = fs::remove_dir_all(&desk);
    done
}

/// The generator, packaged, unpacked away from the workspace, built there, and run on `specs/`.
fn generator(root: &Path, desk: &Path) -> Result<(), String> {
    println!("openapi-crate: packaged, and built on its own");
    // Cargo's own check builds inside of the workspace's folder; ours follows.
    let packaging =
        ["package", "--quiet", "--offline", "--locked", "--allow-dirty", "--no-verify", "-p", "openapi-crate"];
    succeed(cargo().args(packaging))?;
    let name = format!("openapi-crate-{}", version(root)?);
    let archive = target().join("package").join(format!("{name}.crate"));
    succeed(Command::new("tar").arg("-xzf").arg(archive).arg("-C").arg(desk))?;
    // In the workspace's target folder, and with its profile, the dependencies are built already.
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

    println!("openapi-crate: run on specs");
    let program = target().join("debug").join(format!("openapi-crate{}", std::env::consts::EXE_SUFFIX));
    let output = desk.join("client");
    let mut generate = Command::new(program);
    generate.current_dir(root).args(["generate", "--config", "specs/openapi-crate.toml", "--output"]).arg(&output);
    succeed(&mut generate)?;
    same(&files(&output)?, &files(&root.join("generated-client"))?)
}

/// The package's list holds every file of these folders, and beside them what is expected alone.
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
    Err(format!("the package {package} lacks {missing:?}, and holds {stray:?}, which is not expected"))
}

/// The version in the workspace's manifest, by Cargo.
fn version(root: &Path) -> Result<String, String> {
    let id = cargo().current_dir(root).args(["pkgid", "--offline", "-p", "openapi-crate"]).output();
    let id = id.map_err(|error| format!("cannot run cargo: {error}"))?.stdout;
    let id = String::from_utf8_lossy(&id).trim().to_owned();
    let version =
        id.rsplit(['#', '@']).next().filter(|version| version.starts_with(|first: char| first.is_ascii_digit()));
    version.map(str::to_owned).ok_or_else(|| format!("no version in {id:?}"))
}

/// Every file below a folder, by its path, but for what builds leave.
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

/// Says which files are not the same in both.
fn same(made: &BTreeMap<String, Vec<u8>>, kept: &BTreeMap<String, Vec<u8>>) -> Result<(), String> {
    let paths: BTreeSet<&String> = made.keys().chain(kept.keys()).collect();
    let different: Vec<_> = paths.into_iter().filter(|path| made.get(*path) != kept.get(*path)).collect();
    if different.is_empty() && !made.is_empty() {
        println!("openapi-crate: makes the {} files of generated-client", made.len());
        return Ok(());
    }
    Err(format!("the packaged generator makes otherwise than they are in generated-client: {different:?}"))
}

fn succeed(command: &mut Command) -> Result<(), String> {
    match command.status() {
        Ok(status) if status.success() => Ok(()),
        Ok(status) => Err(format!("{command:?} ended with {status}")),
        Err(error) => Err(format!("cannot run {command:?}: {error}")),
    }
}
