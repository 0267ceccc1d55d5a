//! Bundles the code editor of the pages, where Node.js is there. Without it
//! the program is whole: pages then offer plain form controls.

use std::error::Error;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::{env, fs};

const FRONT: &str = "src/web/front";
const SOURCES: [&str; 3] = ["package.json", "package-lock.json", "editor.js"];
/// Set to anything, it leaves the bundle out.
const WITHOUT: &str = "RELANCE_WITHOUT_FRONT";

fn main() -> Result<(), Box<dyn Error>> {
    println!("cargo::rerun-if-changed=build.rs");
    println!("cargo::rerun-if-env-changed={WITHOUT}");
    for source in SOURCES {
        println!("cargo::rerun-if-changed={FRONT}/{source}");
    }
    let out = PathBuf::from(env::var_os("OUT_DIR").ok_or("no OUT_DIR")?);
    let bundle = if env::var_os(WITHOUT).is_some() {
        Vec::new()
    } else {
        bundle(&out.join("front")).unwrap_or_else(|error| {
            println!("cargo::warning=the code editor is left out of the pages: {error}");
            Vec::new()
        })
    };
    fs::write(out.join("editor.js"), bundle)?;
    Ok(())
}

/// In a copy: the sources stay as they are.
fn bundle(place: &Path) -> Result<Vec<u8>, Box<dyn Error>> {
    fs::create_dir_all(place)?;
    for source in SOURCES {
        fs::copy(Path::new(FRONT).join(source), place.join(source))?;
    }
    npm(place, &["ci", "--ignore-scripts", "--no-audit", "--no-fund", "--fetch-retries=1"])?;
    npm(place, &["run", "build"])?;
    Ok(fs::read(place.join("dist/editor.js"))?)
}

fn npm(place: &Path, args: &[&str]) -> Result<(), Box<dyn Error>> {
    let output = Command::new("npm")
        .args(args)
        .current_dir(place)
        .output()
        .map_err(|error| format!("npm cannot be run ({error})"))?;
    if output.status.success() {
        return Ok(());
    }
    let told = String::from_utf8_lossy(&output.stderr);
    let last = told.lines().rfind(|line| !line.trim().is_empty()).unwrap_or_default();
    Err(format!("npm {} failed: {last}", args[0]).into())
}
