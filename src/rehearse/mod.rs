//! A payload applied to the model of a server: what was refused, merged, kept or made twice, at the cells it came from.
//! Nothing leaves this program.

mod outlook;
mod session;

#[cfg(test)]
mod tests;

use std::collections::HashSet;
use std::sync::Arc;
use std::time::SystemTime;

use crate::config::{Limits, Reading, Remote};
use crate::diagnostic::{Code, Findings, Place};
use crate::directory::{DepartmentId, Directory, Member};
use crate::error::Result;
use crate::intake;
use crate::plan::{Diff, State};
use crate::record::Field;
use crate::source::{Located, Location, Meter};
use crate::system::{
    About, Arguments, CallFault, Client, Identity, Live, Modelled, PayloadOptions, Planner,
    Rehearsal, RowState, Style, System, names,
};

pub use outlook::{Outlook, outlook};

use session::OpenDoor;

/// What is rehearsed with which system.
pub struct Rehearsed<'r> {
    /// The system.
    pub system: &'static dyn System,
    /// How it is to be.
    pub wanted: &'r Directory,
    /// What the user chose for bodies.
    pub options: &'r PayloadOptions,
    /// What the server holds before; nothing where that is not known.
    pub current: Option<&'r Directory>,
}

/// Applies the payload to a model of the server, and tells what comes out differently.
///
/// # Errors
/// When what the model holds afterwards cannot be kept in a temporary file.
pub fn rehearse(rehearsed: &Rehearsed<'_>) -> Result<Findings> {
    let system = rehearsed.system;
    let mut findings = Findings::default();
    let (Some(live), Some(planner), Some(rehearsal)) =
        (system.live(), system.planner(), system.rehearsal())
    else {
        return Ok(findings);
    };
    let top = rehearsed.wanted.tree().roots().first();
    let top = top.map_or("rehearsal", |id| &*rehearsed.wanted.department(*id).name);
    let server = live.server(&Identity::open(top));
    let server = Modelled::new(server, SystemTime::now);
    if let Some(current) = rehearsed.current {
        server.look(|server| server.seed(current));
    }
    let remote = remote_of(system, top);
    let settings = live.settings(&remote)?;
    let client = Client::new(system, settings, Box::new(OpenDoor), &server);
    let rehearsing = Rehearsing {
        rehearsed,
        live,
        planner,
        rehearsal,
        client,
        remote,
    };
    let is_refused = rehearsing.send(&mut findings);
    if !is_refused && (rehearsal.missing.is_some() || rehearsal.kept.is_some()) {
        rehearsing.compare(&mut findings)?;
    }
    Ok(findings)
}

/// The configuration of a model whose organisation is called `top`.
fn remote_of(system: &dyn System, top: &str) -> Remote {
    Remote {
        system: system.name().to_owned(),
        organization: Some(top.to_owned()),
        company: Some(top.to_owned()),
        corp_id: Some(top.to_owned()),
        ..Remote::default()
    }
}

/// Reads the whole directory of a model. `keeps_keys` is for [`intake::Options`].
///
/// # Errors
/// When it cannot be kept in a temporary file.
fn read_back(
    system: &dyn System,
    live: &dyn Live,
    client: &Client<'_>,
    remote: &Remote,
    keeps_keys: bool,
) -> Result<Directory> {
    let name = system.name();
    let mut nobody_watches = |_: u64| {};
    let spooled = intake::spool(name, live, client, remote, &mut nobody_watches);
    let inputs = spooled.map_err(|fault| fault.into_error(name))?;
    let (reading, limits) = (Reading::default(), Limits::default());
    let options = intake::Options {
        reading: &reading,
        limits: &limits,
        keeps_keys,
    };
    let located = Located {
        locations: inputs.into_iter().map(Location::File).collect(),
        ..Located::default()
    };
    Ok(intake::read(&located, options, &Arc::new(Meter::default())).directory)
}

struct Rehearsing<'r> {
    rehearsed: &'r Rehearsed<'r>,
    live: &'static dyn Live,
    planner: &'static dyn Planner,
    rehearsal: Rehearsal,
    client: Client<'r>,
    remote: Remote,
}

impl Rehearsing<'_> {
    /// Sends every body and reports what is refused, there already, or made although it is there already. Returns
    /// whether any body was refused as a whole.
    fn send(&self, findings: &mut Findings) -> bool {
        let directory = self.rehearsed.wanted;
        let payload = self
            .rehearsed
            .system
            .payload(directory, self.rehearsed.options);
        let known = self.rehearsed.current.map(State::of);
        let mut is_refused = false;
        let endpoints = self.live.endpoints().iter();
        let mut endpoints = endpoints.filter(|endpoint| endpoint.operation == self.rehearsal.call);
        let Some(endpoint) = endpoints.next() else {
            return false;
        };
        for index in 0..payload.bodies.count() {
            let mut body = Vec::new();
            // Writing into memory cannot fail.
            let _ = payload.bodies.write(index, Style::Compact, &mut body);
            let about = payload.bodies.about(index);
            match self.client.call(endpoint, Arguments::of_body(body)) {
                Ok(reply) => {
                    self.rows(about, &reply, findings);
                    if let (Some(code), Some(known)) = (self.rehearsal.made_twice, &known) {
                        self.made_twice(code, about, known, "", findings);
                    }
                }
                Err(fault) => {
                    is_refused = true;
                    let message = message(fault);
                    if let (Some(code), Some(known)) = (self.rehearsal.made_twice, &known)
                        && self.there(about, known).next().is_some()
                    {
                        self.made_twice(code, about, known, &message, findings);
                        continue;
                    }
                    let finding = findings.report(self.rehearsal.refused, self.place(about));
                    finding.value(&self.label(about)).with("message", message);
                }
            }
        }
        is_refused
    }

    /// Reports what a reply says of single things.
    fn rows(&self, about: About<'_>, reply: &crate::transport::Reply, findings: &mut Findings) {
        let rows = self.planner.answer(reply).rows;
        let About::Members(members) = about else {
            return;
        };
        for (member, row) in rows
            .iter()
            .filter_map(|row| Some((self.member(members, &row.identity)?, row)))
        {
            let code = match row.state {
                RowState::Done => None,
                RowState::AlreadyThere => self.rehearsal.there_already,
                RowState::Failed => Some(self.rehearsal.refused),
            };
            if let Some(code) = code {
                let finding = findings.report(code, member.place(Field::USERID));
                finding
                    .value(member.label())
                    .with("message", row.detail.as_str());
            }
        }
    }

    fn member(&self, members: &[crate::directory::MemberId], identity: &str) -> Option<Member<'_>> {
        let directory = self.rehearsed.wanted;
        let stand_in = self.rehearsed.options.userid_from;
        let mut members = members.iter().map(|id| directory.member(*id));
        members.find(|member| {
            let own = member.get(Field::USERID).filled();
            let own = own.or_else(|| member.get(stand_in?).filled());
            own == Some(identity)
        })
    }

    /// Reports departments that the server had already: it makes them a second time, or says why not in `message`.
    fn made_twice(
        &self,
        code: &'static Code,
        about: About<'_>,
        known: &State<'_>,
        message: &str,
        findings: &mut Findings,
    ) {
        let directory = self.rehearsed.wanted;
        let case = if message.is_empty() {
            "made"
        } else {
            "refused"
        };
        for id in self.there(about, known) {
            let finding = findings.report(code, names::place(directory, id));
            finding
                .value(&directory.department(id).name)
                .with("case", case)
                .with("message", message);
        }
    }

    /// The departments that a body is about and the server has already, at the same path.
    fn there<'k>(
        &'k self,
        about: About<'k>,
        known: &'k State<'_>,
    ) -> impl Iterator<Item = DepartmentId> + 'k {
        let departments = match about {
            About::Departments(departments) => departments,
            _ => &[],
        };
        let directory = self.rehearsed.wanted;
        let there = move |id: &DepartmentId| known.at(&directory.path(*id)).is_some();
        departments.iter().copied().filter(there)
    }

    /// Reads the model back and reports what it does not have, and the memberships that it keeps.
    fn compare(&self, findings: &mut Findings) -> Result<()> {
        let system = self.rehearsed.system;
        let afterwards = read_back(system, self.live, &self.client, &self.remote, false)?;
        let directory = self.rehearsed.wanted;
        let diff = Diff::between(&afterwards, directory);
        if let Some(code) = self.rehearsal.missing {
            self.missing(code, &diff, findings);
        }
        if let (Some(code), Some(_)) = (self.rehearsal.kept, self.rehearsed.current) {
            for change in &diff.members {
                let Some(member) = change.after else { continue };
                let member = directory.member(member);
                for department in &change.left {
                    let finding = findings.report(code, member.place(Field::MEMBER_NAME));
                    finding
                        .value(member.label())
                        .with("department", afterwards.path(*department).join("/"));
                }
            }
        }
        Ok(())
    }

    /// Reports departments and members that the server does not have afterwards.
    fn missing(&self, code: &'static Code, diff: &Diff<'_>, findings: &mut Findings) {
        let directory = diff.after;
        let is_new = |change: &&crate::plan::DepartmentChange| change.before.is_none();
        let mut told = HashSet::new();
        for id in diff
            .departments
            .iter()
            .filter(is_new)
            .filter_map(|change| change.after)
        {
            let name = &*directory.department(id).name;
            let finding = findings.report(code, names::place(directory, id));
            finding.value(name).with("case", "department");
            told.insert(id);
        }
        for change in &diff.members {
            let Some(member) = change.after.map(|id| directory.member(id)) else {
                continue;
            };
            let lost = change.joined.iter().filter(|id| !told.contains(id));
            if change.before.is_none() {
                let finding = findings.report(code, member.place(Field::MEMBER_NAME));
                finding.value(member.label()).with("case", "member");
            } else if let Some(department) = lost.into_iter().next() {
                let finding = findings.report(code, member.place(Field::MEMBER_NAME));
                finding
                    .value(member.label())
                    .with("case", "membership")
                    .with("department", directory.path(*department).join("/"));
            }
        }
    }

    /// What a body is about, or its first thing.
    fn label(&self, about: About<'_>) -> String {
        let directory = self.rehearsed.wanted;
        match about {
            About::Departments([first, ..]) => directory.department(*first).name.to_string(),
            About::Members([first, ..]) => directory.member(*first).label().to_owned(),
            _ => String::new(),
        }
    }

    /// Where what a body is about begins.
    fn place(&self, about: About<'_>) -> Place {
        let directory = self.rehearsed.wanted;
        let first = match about {
            About::Departments([first, ..]) => Some(names::place(directory, *first)),
            About::Members([first, ..]) => Some(directory.member(*first).record().row_place()),
            _ => None,
        };
        let any = || {
            directory
                .records()
                .next()
                .map(|record| Place::whole(record.source()))
        };
        first
            .or_else(any)
            .unwrap_or_else(|| Place::whole(crate::diagnostic::SourceId(0)))
    }
}

/// What the server says.
fn message(fault: CallFault) -> String {
    match fault {
        CallFault::Refused {
            status, refusal, ..
        } => match (refusal.code, refusal.message.as_str()) {
            (_, "") => format!("HTTP {status}"),
            (0, message) => message.to_owned(),
            (code, message) => format!("{code} {message}"),
        },
        CallFault::Unreadable { beginning, .. } => beginning,
        CallFault::Transport(failure) => failure.detail,
        CallFault::Misuse(misuse) => format!("{misuse:?}"),
        CallFault::Session(error) => error.to_string(),
    }
}
