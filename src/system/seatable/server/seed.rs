//! A directory as the company of Work Weixin that the model is bound to. Users that SeaTable numbered already have accounts.

use std::collections::HashSet;

use serde::Deserialize;
use serde_json::{Map, Value};

use crate::directory::{Directory, Member};
use crate::record::Field;
use crate::system::loss::carried;
use crate::system::wecom::Wecom;
use crate::system::{PayloadOptions, Style, System};

use super::book::text;
use super::state::{Account, Department, State};

/// One of the replies of Work Weixin that would describe a directory.
#[derive(Deserialize)]
struct Reply {
    #[serde(default)]
    department: Vec<Department>,
    #[serde(default)]
    userlist: Vec<Map<String, Value>>,
}

/// Fills `state`; its accounts and groups are forgotten.
pub(super) fn fill(state: &mut State, directory: &Directory) {
    let options = PayloadOptions::default();
    let payload = Wecom.payload(directory, &options);
    let fresh = State::new(&state.organization);
    state.accounts = Vec::new();
    state.groups = Vec::new();
    state.users = Vec::new();
    state.departments = fresh.departments;
    for index in 0..payload.bodies.count() {
        let mut body = Vec::new();
        if payload
            .bodies
            .write(index, Style::Compact, &mut body)
            .is_err()
        {
            continue;
        }
        let Ok(reply) = serde_json::from_slice::<Reply>(&body) else {
            continue;
        };
        if !reply.department.is_empty() {
            state.departments = reply.department;
        }
        state.users.extend(reply.userlist);
    }
    let mut mails = HashSet::new();
    for (user, member) in state.users.iter_mut().zip(directory.members()) {
        let (mail, own) = mail_and_id(member);
        if let Some(own) = own {
            let contact_email = Some(mail.to_lowercase()).filter(|mail| !mail.is_empty());
            state.accounts.push(Account {
                email: own.to_owned(),
                uid: Some(format!("{}_{}", state.corp_id, text(user, "userid"))),
                name: text(user, "name").to_owned(),
                contact_email: contact_email.filter(|mail| mails.insert(mail.clone())),
                created: 0,
                groups: Vec::new(),
            });
        }
        user.insert("email".into(), mail.into());
    }
    state.users.retain(|user| !text(user, "userid").is_empty());
    state.enter_all();
}

/// The mail of a member, and SeaTable's own id where the source has it.
fn mail_and_id(member: Member<'_>) -> (&str, Option<&str>) {
    let is_own = |text: &&str| text.to_ascii_lowercase().ends_with("@auth.local");
    let mail = member.get(Field::EMAIL).or_empty();
    let other = carried(member.values()).find(|(key, _)| *key == "email");
    let other = other.map(|(_, raw)| raw.trim_matches('"'));
    let own = other.into_iter().chain([mail]).find(is_own);
    (
        Some(mail).filter(|mail| !is_own(mail)).unwrap_or_default(),
        own,
    )
}
