//! An SVG as PNG, with the fonts that are built in: the same on every
//! machine.

use std::sync::{Arc, LazyLock};

use resvg::tiny_skia::{Color, Pixmap, Transform};
use resvg::usvg::{Options, Tree, fontdb};

use super::ChartError;

/// Pixels per unit of the SVG.
const SCALE: f32 = 2.0;

/// What stands for a typeface without serifs.
const FAMILY: &str = "Libertinus Serif";

static FONTS: LazyLock<Arc<fontdb::Database>> = LazyLock::new(|| {
    let mut fonts = fontdb::Database::new();
    for font in typst_assets::fonts() {
        fonts.load_font_source(fontdb::Source::Binary(Arc::new(font)));
    }
    fonts.set_sans_serif_family(FAMILY);
    Arc::new(fonts)
});

pub fn png(svg: &str) -> Result<Vec<u8>, ChartError> {
    let options = Options {
        fontdb: Arc::clone(&FONTS),
        font_family: FAMILY.to_owned(),
        ..Options::default()
    };
    let tree = Tree::from_str(svg, &options).map_err(failed)?;
    let size = tree.size().to_int_size().scale_by(SCALE);
    let size = size.ok_or_else(|| failed("size"))?;
    let mut pixels = Pixmap::new(size.width(), size.height()).ok_or_else(|| failed("memory"))?;
    pixels.fill(Color::WHITE);
    resvg::render(&tree, Transform::from_scale(SCALE, SCALE), &mut pixels.as_mut());
    pixels.encode_png().map_err(failed)
}

fn failed(cause: impl std::fmt::Display) -> ChartError {
    ChartError::Drawing { cause: cause.to_string() }
}
