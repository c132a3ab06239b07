//! A union with a nullable variant is nullable itself.

use crate::api::{Api, Shape};

/// Makes every union nullable that has a nullable alternative.
pub(super) fn spread(api: &mut Api) {
    let mut changed = true;
    while changed {
        changed = false;
        for index in (0..api.schemas.len()).rev() {
            let Shape::Union(union) = &api.schemas[index].shape else { continue };
            let allows_null = union.variants.iter().any(|one| api.resolve(one.schema).1);
            if !api.schemas[index].nullable && allows_null {
                api.schemas[index].nullable = true;
                changed = true;
            }
        }
    }
}
