//! The URLs of servers.

use openapi_crate_runtime::runtime::client::origin::behind;
use openapi_crate_runtime::runtime::client::server::fill;

#[test]
fn variables_are_filled() {
    let template = "https://{region}.example.com:{port}/{base}/v1";
    let filled = |region, port, base| fill(template, &[("region", region), ("port", port), ("base", base)]);
    assert_eq!(filled("eu", "8443", "a/b").unwrap(), "https://eu.example.com:8443/a/b/v1");
    for (region, port, base) in
        [("evil.com/", "1", "b"), ("a", "1@evil.com", "b"), ("a", "1", "b?c"), ("a b", "1", "c")]
    {
        assert!(filled(region, port, base).is_err(), "{region} {port} {base}");
    }
    assert!(fill("https://{a}", &[]).is_err());
    assert_eq!(fill("{url}/v1", &[("url", "https://example.com/x")]).unwrap(), "https://example.com/x/v1");
    assert_eq!(fill("{scheme}://example.com", &[("scheme", "https")]).unwrap(), "https://example.com");
}

#[test]
fn a_path_stands_behind_an_origin() {
    assert_eq!(behind("https://example.com/", Ok("/v1".to_owned())).unwrap(), "https://example.com/v1");
    assert_eq!(behind("https://example.com", Err("no")).unwrap_err(), "no");
}
