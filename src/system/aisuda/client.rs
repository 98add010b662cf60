//! aisuda's endpoints as functions.

use serde::de::DeserializeOwned;

use crate::system::client::{CallFault, Client, decode};
use crate::system::endpoint::{Arguments, named};
use crate::transport::{Effect, Method, Reply, Request, Text};

use super::endpoints::ENDPOINTS;
use super::wire::{self, All, App, Branch, Choice, Choices, NewApp, Tops, UserPage};

/// The endpoints of one organisation of aisuda as functions.
#[derive(Clone, Copy)]
pub struct Organisation<'c>(&'c Client<'c>);

/// Which of the two endpoints lists users.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum UsersEndpoint {
    /// `department/users`, in the documents since 2023.
    Current,
    /// `department/user`, in those of 2022.
    Legacy,
}

impl<'c> Organisation<'c> {
    /// The organisation that `client` calls.
    #[must_use]
    pub fn of(client: &'c Client<'c>) -> Self {
        Self(client)
    }

    /// Lists the applications.
    ///
    /// # Errors
    /// When the call fails.
    pub fn apps(&self) -> Result<Vec<App>, CallFault> {
        data(&self.call("apps.list", Arguments::default())?)
    }

    /// Creates an application.
    ///
    /// # Errors
    /// When the call fails.
    pub fn create_app(&self, app: &NewApp) -> Result<(), CallFault> {
        let body = serde_json::to_vec(app).expect("an application has nothing but texts");
        self.call("app.create", Arguments::of_body(body)).map(drop)
    }

    /// Imports departments and users: a body as `convert` writes it.
    ///
    /// # Errors
    /// When the call fails; then nothing was imported, or, without a reply, nobody knows.
    pub fn import(&self, body: Vec<u8>) -> Result<(), CallFault> {
        self.call("departments.import", Arguments::of_body(body))
            .map(drop)
    }

    /// Looks at the top of the tree, or, with a `parent`, at the departments in it.
    ///
    /// # Errors
    /// When the call fails.
    pub fn roots(&self, parent: Option<&str>) -> Result<Vec<Choice>, CallFault> {
        let mut arguments = Arguments::default();
        if let Some(parent) = parent {
            arguments = arguments.with("parent", parent);
        }
        choices(&self.call("departments.roots", arguments)?)
    }

    /// Asks for the departments that `roots` left out, at the address it gave.
    ///
    /// # Errors
    /// When the call fails, or the address is none of this API.
    pub fn deferred(&self, address: &str) -> Result<Vec<Choice>, CallFault> {
        let Some(request) = deferred_request(address) else {
            return Err(CallFault::Unreadable {
                status: 200,
                beginning: address.chars().take(80).collect(),
            });
        };
        choices(&self.0.send(request)?)
    }

    /// Reads the whole tree: the departments at the top, with all that are in them.
    ///
    /// # Errors
    /// When the call fails.
    pub fn departments(&self) -> Result<Vec<Branch>, CallFault> {
        branches(&self.all()?)
    }

    /// The reply with the whole tree.
    pub(super) fn all(&self) -> Result<Reply, CallFault> {
        self.call("departments.all", Arguments::default())
    }

    /// Creates a department.
    ///
    /// # Errors
    /// When the call fails.
    pub fn create_department(&self, name: &str, parent: &str) -> Result<(), CallFault> {
        let arguments = Arguments::default().with("name", name);
        self.call("department.create", arguments.with("parentId", parent))
            .map(drop)
    }

    /// Deletes a department.
    ///
    /// # Errors
    /// When the call fails.
    pub fn delete_department(&self, department: &str) -> Result<(), CallFault> {
        let arguments = Arguments::default().with("department", department);
        self.call("department.delete", arguments).map(drop)
    }

    /// Puts the user with this mail address, who exists, into a department.
    ///
    /// # Errors
    /// When the call fails.
    pub fn add_user(&self, department: &str, email: &str) -> Result<(), CallFault> {
        let arguments = Arguments::default().with("department", department);
        self.call("department.add-user", arguments.with("email", email))
            .map(drop)
    }

    /// Reads one page, from 1, of the users of a department.
    ///
    /// # Errors
    /// When the call fails.
    pub fn users(
        &self,
        endpoint: UsersEndpoint,
        department: &str,
        page: u64,
        per_page: u64,
    ) -> Result<UserPage, CallFault> {
        data(&self.user_page(endpoint, department, page, per_page)?)
    }

    /// The reply with one page of users.
    pub(super) fn user_page(
        &self,
        endpoint: UsersEndpoint,
        department: &str,
        page: u64,
        per_page: u64,
    ) -> Result<Reply, CallFault> {
        let operation = match endpoint {
            UsersEndpoint::Current => "department.users-current",
            UsersEndpoint::Legacy => "department.users",
        };
        let arguments = Arguments::default()
            .with("departmentId", department)
            .with("page", page)
            .with("perPage", per_page);
        self.call(operation, arguments)
    }

    /// Takes a user out of a department; `id` is that of the membership, [`wire::User::id`].
    ///
    /// # Errors
    /// When the call fails.
    pub fn remove_user(&self, department: &str, id: &str) -> Result<(), CallFault> {
        let arguments = Arguments::default().with("department", department);
        self.call("department.remove-user", arguments.with("id", id))
            .map(drop)
    }

    /// Takes the user with this mail address out of a department (documents since 2023).
    ///
    /// # Errors
    /// When the call fails.
    pub fn remove_user_by_email(&self, department: &str, email: &str) -> Result<(), CallFault> {
        let arguments = Arguments::default().with("department", department);
        let arguments = arguments.with("email", email);
        self.call("department.remove-user-by-email", arguments)
            .map(drop)
    }

    /// Says whether a user leads a department.
    ///
    /// # Errors
    /// When the call fails.
    pub fn toggle_leader(
        &self,
        department: &str,
        user: &str,
        is_leader: bool,
    ) -> Result<(), CallFault> {
        let arguments = in_department(department, user).with("isLeader", is_leader);
        self.call("department.toggle-leader", arguments).map(drop)
    }

    /// Says whether a user of a department is disabled (documents since 2023).
    ///
    /// # Errors
    /// When the call fails.
    pub fn toggle_disabled(
        &self,
        department: &str,
        user: &str,
        is_disabled: bool,
    ) -> Result<(), CallFault> {
        let arguments = in_department(department, user).with("disabled", is_disabled);
        self.call("department.toggle-disabled", arguments).map(drop)
    }

    /// Moves a user from one department to another.
    ///
    /// # Errors
    /// When the call fails.
    pub fn change_user(&self, department: &str, user: &str, to: &str) -> Result<(), CallFault> {
        let arguments = in_department(department, user).with("newDepartmentId", to);
        self.call("department.change-user", arguments).map(drop)
    }

    fn call(&self, operation: &str, arguments: Arguments) -> Result<Reply, CallFault> {
        self.0.call(named(ENDPOINTS, operation), arguments)
    }
}

fn in_department(department: &str, user: &str) -> Arguments {
    let arguments = Arguments::default().with("departmentId", department);
    arguments.with("userId", user)
}

/// What a reply wraps.
pub(super) fn data<T: DeserializeOwned>(reply: &Reply) -> Result<T, CallFault> {
    decode(reply).map(|reply: wire::Reply<T>| reply.data)
}

fn choices(reply: &Reply) -> Result<Vec<Choice>, CallFault> {
    data(reply).map(|choices: Choices| choices.options)
}

/// The departments at the top of the whole tree.
pub(super) fn branches(reply: &Reply) -> Result<Vec<Branch>, CallFault> {
    let (All::Wrapped { data } | All::Bare(data)) = decode(reply)?;
    Ok(match data {
        Tops::Several(branches) => branches,
        Tops::One(branch) => vec![branch],
    })
}

/// The request at an address like `/api/company/aisuda/department?parent=ID`, `/api/` standing for `/openapi/`. An
/// address elsewhere is none: what is sent there is signed.
fn deferred_request(address: &str) -> Option<Request> {
    let rest = address.strip_prefix("/api/company/")?;
    let (path, query) = rest.split_once('?').unwrap_or((rest, ""));
    let path = format!("/openapi/company/{path}");
    let mut request = Request::new(Method::Get, path, Effect::Reads);
    for pair in query.split('&').filter(|pair| !pair.is_empty()) {
        let (name, value) = pair.split_once('=').unwrap_or((pair, ""));
        let plain = |text: &str| {
            let decoded = percent_encoding::percent_decode_str(text).decode_utf8();
            decoded.ok().map(std::borrow::Cow::into_owned)
        };
        request
            .query
            .push((plain(name)?, Text::Plain(plain(value)?)));
    }
    Some(request)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_deferred_address_leads_to_the_open_interface_and_nowhere_else() {
        for (address, expected) in [
            (
                "/api/company/aisuda/department?parent=DyVZYOwav6",
                Some("GET /openapi/company/aisuda/department?parent=DyVZYOwav6"),
            ),
            (
                "/api/company/a/api/b?x=%E7%94%B2&y",
                Some("GET /openapi/company/a/api/b?x=%E7%94%B2&y="),
            ),
            ("https://example.com/api/company/aisuda/department", None),
            ("//example.com/api/company/a", None),
            ("/other/company/aisuda", None),
        ] {
            let request = deferred_request(address);
            let address = request.map(|request| request.address());
            assert_eq!(address.as_deref(), expected);
        }
    }
}
