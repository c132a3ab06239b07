//! A browser without a screen, with what the sandbox's pages need: it keeps cookies, follows
//! redirects and fills in forms.

use std::collections::BTreeMap;
use std::time::Duration;

use ureq::Agent;
use ureq::http::{Request, Response};
use url::{Url, form_urlencoded};

use crate::Result;

/// How many redirects are followed at most.
const REDIRECTS: usize = 10;
const TIMEOUT: Duration = Duration::from_secs(30);

/// A browser without a screen.
pub struct Headless {
    agent: Agent,
    /// Keyed by host and name. All ports of a host share them, as in any browser.
    cookies: BTreeMap<(String, String), String>,
}

/// The page that is shown.
pub struct Page {
    /// Its URL.
    pub url: Url,
    /// The status of its response.
    pub status: u16,
    /// Its HTML.
    pub html: String,
}

impl Headless {
    /// A new browser, without cookies.
    #[allow(clippy::new_without_default, reason = "nobody needs one that is built otherwise")]
    pub fn new() -> Self {
        let config = Agent::config_builder()
            .http_status_as_error(false)
            .max_redirects(0)
            .max_redirects_will_error(false)
            .timeout_global(Some(TIMEOUT))
            .proxy(None)
            .build();
        Self { agent: config.new_agent(), cookies: BTreeMap::new() }
    }

    /// Opens a page.
    pub fn get(&mut self, url: &str) -> Result<Page> {
        self.go(Url::parse(url)?, None)
    }

    /// Fills in and submits the form of a page; a button is pressed by its name and value.
    pub fn submit(&mut self, page: &Page, typed: &[(&str, &str)]) -> Result<Page> {
        let (form, rest) = tags(&page.html, "form").next().ok_or_else(|| page.trouble("has no form"))?;
        let rest = rest.split("</form>").next().unwrap_or(rest);
        let inputs: Vec<_> = tags(rest, "input").map(|(input, _)| input).collect();
        let buttons = tags(rest, "button").map(|(button, _)| button);
        let names: Vec<_> = inputs.iter().cloned().chain(buttons).filter_map(|tag| attribute(tag, "name")).collect();
        if let Some((missing, _)) = typed.iter().find(|(name, _)| names.iter().all(|known| known != name)) {
            return Err(page.trouble(&format!("has no field {missing}")));
        }
        let mut fields = form_urlencoded::Serializer::new(String::new());
        for input in inputs.iter().filter(|input| attribute(input, "type").as_deref() == Some("hidden")) {
            let (name, value) = (attribute(input, "name"), attribute(input, "value"));
            fields.append_pair(&name.unwrap_or_default(), &value.unwrap_or_default());
        }
        let fields = fields.extend_pairs(typed).finish();
        let action = page.url.join(&attribute(form, "action").unwrap_or_default())?;
        self.go(action, Some(&fields))
    }

    fn go(&mut self, url: Url, form: Option<&str>) -> Result<Page> {
        let (mut url, mut form) = (url, form);
        for _ in 0..=REDIRECTS {
            let mut response = self.send(&url, form)?;
            self.keep_cookies(&url, &response);
            let status = response.status().as_u16();
            if !matches!(status, 302 | 303) {
                let html = response.body_mut().read_to_string()?;
                return Ok(Page { url, status, html });
            }
            let to = response.headers().get("location").ok_or("a redirect leads nowhere")?;
            url = url.join(to.to_str()?)?;
            form = None;
        }
        Err("the redirects do not end".into())
    }

    fn send(&self, url: &Url, form: Option<&str>) -> Result<Response<ureq::Body>> {
        let host = url.host_str().unwrap_or_default();
        let cookies: Vec<_> = self.cookies.iter().filter(|((of, _), _)| of == host).collect();
        let cookies: Vec<_> = cookies.iter().map(|((_, name), value)| format!("{name}={value}")).collect();
        let mut request = Request::builder().uri(url.as_str()).header("Accept", "text/html");
        if !cookies.is_empty() {
            request = request.header("Cookie", cookies.join("; "));
        }
        let response = match form {
            None => self.agent.run(request.body(())?)?,
            Some(form) => {
                let request = request.method("POST").header("Content-Type", "application/x-www-form-urlencoded");
                self.agent.run(request.body(form.to_owned())?)?
            }
        };
        Ok(response)
    }

    fn keep_cookies(&mut self, url: &Url, response: &Response<ureq::Body>) {
        let host = url.host_str().unwrap_or_default();
        for line in response.headers().get_all("set-cookie").iter().filter_map(|value| value.to_str().ok()) {
            let pair = line.split(';').next().unwrap_or_default();
            if let Some((name, value)) = pair.split_once('=') {
                self.cookies.insert((host.to_owned(), name.trim().to_owned()), value.trim().to_owned());
            }
        }
    }
}

impl Page {
    /// Expects the page to have this status; the error quotes the page.
    pub fn expect(&self, what: &str, status: u16) -> Result<()> {
        if self.status == status {
            return Ok(());
        }
        let alert = self.html.split_once("role=\"alert\">").and_then(|(_, rest)| rest.split('<').next());
        Err(format!("{what} failed with {}: {}", self.status, unescape(alert.unwrap_or("no reason is given"))).into())
    }

    /// The description of a term in a description list.
    pub fn described(&self, term: &str) -> Option<String> {
        let (_, rest) = self.html.split_once(&format!("<dt>{term}</dt>"))?;
        let (_, rest) = rest.split_once("<code")?;
        let (text, _) = rest.split_once('>')?.1.split_once('<')?;
        Some(unescape(text))
    }

    /// Without the query, which may hold a token.
    fn trouble(&self, text: &str) -> Box<dyn std::error::Error + Send + Sync> {
        format!("the page {} {text}", self.url.path()).into()
    }
}

/// The opening tags of an element: the attributes of each, with the HTML that follows.
fn tags<'a>(html: &'a str, element: &str) -> impl Iterator<Item = (&'a str, &'a str)> {
    let opening = format!("<{element} ");
    let starts: Vec<_> = html.match_indices(&opening).map(|(at, _)| at + opening.len()).collect();
    starts.into_iter().filter_map(|start| html.get(start..)?.split_once('>'))
}

fn attribute(tag: &str, name: &str) -> Option<String> {
    let tag = format!(" {tag}");
    let (_, rest) = tag.split_once(&format!(" {name}=\""))?;
    Some(unescape(rest.split('"').next()?))
}

fn unescape(text: &str) -> String {
    let text = text.replace("&quot;", "\"").replace("&#39;", "'").replace("&lt;", "<").replace("&gt;", ">");
    text.replace("&amp;", "&")
}
