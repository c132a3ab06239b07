//! Lists in paths, queries and headers.

use openapi_crate_runtime::runtime::request::list::ListStyle;

use super::request::{header, refusal, uri};

#[test]
fn lists_in_queries() {
    let table = [
        (ListStyle::FormExploded, "/x?a=1&ids=p%2Cq&ids=r%20s"),
        (ListStyle::Form, "/x?a=1&ids=p%2Cq,r%20s"),
        (ListStyle::Space, "/x?a=1&ids=p%2Cq%20r%20s"),
        (ListStyle::Pipe, "/x?a=1&ids=p%2Cq%7Cr%20s"),
    ];
    for (style, expected) in table {
        let items = ["p,q", "r s"];
        assert_eq!(uri(|request| request.path("/x").query("a", &1).query_list("ids", &items, style)), expected);
        assert_eq!(uri(|request| request.path("/x").query_list("ids", &Vec::<i64>::new(), style)), "/x");
        assert_eq!(uri(|request| request.path("/x").query_list("ids", &[5_i64], style)), "/x?ids=5");
        refusal(|request| request.query_list("ids", &[f64::NAN], style));
    }
}

#[test]
fn lists_in_paths() {
    assert_eq!(uri(|request| request.path("/x/").path_list("ids", &[1, 2, 3])), "/x/1,2,3");
    assert_eq!(uri(|request| request.path("/x/").path_list("ids", &["a,b", "c/d"])), "/x/a%2Cb,c%2Fd");
    for items in [vec![], vec![""], vec!["."], vec![".."], vec!["a", ""]] {
        refusal(|request| request.path("/x/").path_list("ids", &items));
    }
}

#[test]
fn lists_in_headers() {
    assert_eq!(header("x-a", |request| request.header_list("X-A", &["a", "b"])).as_deref(), Some("a,b"));
    assert_eq!(header("x-a", |request| request.header_list("X-A", &Vec::<String>::new())), None);
    refusal(|request| request.header_list("X-A", &["a,b"]));
    refusal(|request| request.header_list("X-A", &["a\r\nb"]));
}
