//! Which endpoint of a table a request calls, and with which parts of the path.

use crate::transport::Request;

use super::endpoint::Endpoint;

/// An endpoint that a request calls.
pub(super) struct Route {
    /// The endpoint.
    pub(super) endpoint: &'static Endpoint,
    /// What stands in the path for the names in braces.
    parts: Vec<(&'static str, String)>,
}

impl Route {
    /// The endpoint of `table` that `request` calls; of several the one whose path says most itself.
    pub(super) fn find(table: &'static [Endpoint], request: &Request) -> Option<Self> {
        let segments = request.segments();
        let fitting = table
            .iter()
            .filter(|endpoint| endpoint.method == request.method)
            .filter_map(|endpoint| {
                let parts = parts(endpoint.path, &segments)?;
                Some(Self { endpoint, parts })
            });
        fitting.min_by_key(|route| route.parts.len())
    }

    /// What stands in the path for `{name}`; nothing where it has no such name.
    pub(super) fn part(&self, name: &str) -> &str {
        let found = self.parts.iter().find(|(known, _)| *known == name);
        found.map_or("", |(_, value)| value)
    }
}

/// What stands in `segments` for the names of `path`; `None` where they do not fit each other.
fn parts(path: &'static str, segments: &[String]) -> Option<Vec<(&'static str, String)>> {
    let names = path.split('/').skip(1);
    if names.clone().count() != segments.len() {
        return None;
    }
    let mut parts = Vec::new();
    for (name, segment) in names.zip(segments) {
        let inner = name
            .strip_prefix('{')
            .and_then(|name| name.strip_suffix('}'));
        match inner {
            Some(inner) if !segment.is_empty() => parts.push((inner, segment.clone())),
            None if name == segment => {}
            _ => return None,
        }
    }
    Some(parts)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::system::endpoint::Form;
    use crate::transport::{Effect, Method};

    const fn endpoint(operation: &'static str, path: &'static str) -> Endpoint {
        Endpoint {
            operation,
            method: Method::Get,
            path,
            parameters: &[],
            form: Form::None,
            effect: Effect::Reads,
            section: "",
        }
    }

    static TABLE: &[Endpoint] = &[
        endpoint("one", "/v1/{code}/{orgId}"),
        endpoint("all", "/v1/{code}/list-all"),
        endpoint("slash", "/v1/{code}/"),
    ];

    #[test]
    fn a_path_that_says_more_itself_comes_first() {
        for (path, expected) in [
            ("/v1/a/list-all", Some(("all", "a", ""))),
            ("/v1/a%2Fb/12", Some(("one", "a/b", "12"))),
            ("/v1/a/", Some(("slash", "a", ""))),
            ("/v1/a", None),
            ("/v1//12", None),
        ] {
            let route = Route::find(TABLE, &Request::new(Method::Get, path, Effect::Reads));
            let found = route.as_ref();
            let found = found.map(|route| {
                let operation = route.endpoint.operation;
                (operation, route.part("code"), route.part("orgId"))
            });
            assert_eq!(found, expected, "{path}");
        }
        let post = Request::new(Method::Post, "/v1/a/1", Effect::Writes);
        assert!(Route::find(TABLE, &post).is_none());
    }
}
