//! Lists in paths, queries and headers.

use openapi_crate_runtime::runtime::parameter::header_list::HeaderList;
use openapi_crate_runtime::runtime::parameter::path_list::PathList;
use openapi_crate_runtime::runtime::parameter::query_each::QueryEach;
use openapi_crate_runtime::runtime::parameter::query_list::QueryList;

use crate::request::draft::{header, refusal, uri};

#[test]
fn lists_in_queries() {
    for (separator, expected) in
        [(",", "/x?a=1&ids=p%2Cq,r%20s"), ("%20", "/x?a=1&ids=p%2Cq%20r%20s"), ("%7C", "/x?a=1&ids=p%2Cq%7Cr%20s")]
    {
        let items = ["p,q", "r s"];
        assert_eq!(uri(|request| request.path("/x").query("a", &1).query_list("ids", &items, separator)), expected);
        assert_eq!(uri(|request| request.path("/x").query_list("ids", &Vec::<i64>::new(), separator)), "/x");
        assert_eq!(uri(|request| request.path("/x").query_list("ids", &[5_i64], separator)), "/x?ids=5");
        refusal(|request| request.query_list("ids", &[f64::NAN], separator));
    }
}

#[test]
fn repeated_names_in_queries() {
    let each = |items: &[&str]| uri(|request| request.path("/x").query("a", &1).query_each("ids", items));
    assert_eq!(each(&["p,q", "r s"]), "/x?a=1&ids=p%2Cq&ids=r%20s");
    assert_eq!(each(&[]), "/x?a=1");
    refusal(|request| request.query_each("ids", &[f64::NAN]));
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
