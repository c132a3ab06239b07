//! A browser without a screen: it fetches pages, fills in forms and keeps a cookie.

use std::collections::BTreeMap;
use std::net::SocketAddr;

use northbricks_sandbox::Sandbox;
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::TcpStream;
use url::form_urlencoded;

pub(crate) struct Browser {
    address: SocketAddr,
    cookie: Option<String>,
}

#[derive(Debug)]
pub(crate) struct Page {
    pub(crate) status: u16,
    pub(crate) headers: BTreeMap<String, String>,
    pub(crate) body: String,
}

impl Browser {
    pub(crate) fn new(sandbox: &Sandbox) -> Self {
        Self { address: sandbox.address(), cookie: None }
    }

    pub(crate) async fn get(&mut self, url: &str) -> Page {
        self.send("GET", url, &[("Accept", "text/html")], "").await
    }

    /// Submits the form of a page, with its hidden fields and these.
    pub(crate) async fn submit(&mut self, page: &Page, fields: &[(&str, &str)]) -> Page {
        let action = between(&page.body, "action=\"", "\"").unwrap();
        let mut form = form_urlencoded::Serializer::new(String::new());
        for input in page.body.split("<input type=\"hidden\" ").skip(1) {
            let unescape = |text: &str| {
                text.replace("&quot;", "\"").replace("&lt;", "<").replace("&#39;", "'").replace("&amp;", "&")
            };
            let (name, value) = (between(input, "name=\"", "\"").unwrap(), between(input, "value=\"", "\"").unwrap());
            form.append_pair(name, &unescape(value));
        }
        let body = form.extend_pairs(fields).finish();
        self.post(action, &body).await
    }

    pub(crate) async fn post(&mut self, url: &str, form: &str) -> Page {
        self.send("POST", url, &[("Content-Type", "application/x-www-form-urlencoded")], form).await
    }

    /// Sends one request on a connection of its own. Redirects are not followed.
    pub(crate) async fn send(&mut self, method: &str, url: &str, headers: &[(&str, &str)], body: &str) -> Page {
        let path = url.strip_prefix(&format!("http://{}", self.address)).unwrap_or(url);
        let mut request =
            format!("{method} {path} HTTP/1.1\r\nConnection: close\r\nContent-Length: {}\r\n", body.len());
        let cookie = self.cookie.clone();
        let host = self.address.to_string();
        let own = [("Host", host.as_str()), ("Cookie", cookie.as_deref().unwrap_or_default())];
        for (name, value) in
            own.iter().filter(|(name, _)| headers.iter().all(|(given, _)| given != name)).chain(headers)
        {
            request.push_str(&format!("{name}: {value}\r\n"));
        }
        request.push_str("\r\n");
        request.push_str(body);
        let mut stream = TcpStream::connect(self.address).await.unwrap();
        stream.write_all(request.as_bytes()).await.unwrap();
        let mut response = Vec::new();
        stream.read_to_end(&mut response).await.unwrap();
        let page = Page::parse(&String::from_utf8(response).unwrap());
        if let Some(cookie) = page.headers.get("set-cookie") {
            self.cookie = cookie.split(';').next().map(str::to_owned);
        }
        page
    }
}

impl Page {
    fn parse(response: &str) -> Self {
        let (head, body) = response.split_once("\r\n\r\n").unwrap();
        let mut lines = head.lines();
        let status = lines.next().unwrap().split(' ').nth(1).unwrap().parse().unwrap();
        let headers =
            lines.filter_map(|line| line.split_once(": ")).map(|(name, value)| (name.to_lowercase(), value.to_owned()));
        Self { status, headers: headers.collect(), body: body.to_owned() }
    }

    pub(crate) fn header(&self, name: &str) -> &str {
        self.headers.get(name).map_or("", String::as_str)
    }

    /// A parameter of the URL that the browser is redirected to.
    pub(crate) fn sent_back(&self, name: &str) -> Option<String> {
        let (_, query) = self.header("location").split_once('?')?;
        form_urlencoded::parse(query.as_bytes()).find(|(key, _)| key == name).map(|(_, value)| value.into_owned())
    }

    /// A property of a JSON response.
    pub(crate) fn json(&self, name: &str) -> String {
        let value: serde_json::Value = serde_json::from_str(&self.body).unwrap();
        value.get(name).map(|value| value.as_str().map_or_else(|| value.to_string(), str::to_owned)).unwrap_or_default()
    }
}

pub(crate) fn between<'a>(text: &'a str, before: &str, after: &str) -> Option<&'a str> {
    text.split_once(before)?.1.split_once(after).map(|(found, _)| found)
}
