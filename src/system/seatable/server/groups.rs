//! SeaTable's own side as the model shows it: the users of the organisation and the groups of its address book. Shapes: SeaTable
//! API, "List All Users"; the published server code, `address_book/groups`.

use jiff::Timestamp;
use serde::Serialize;

use super::state::{Account, Group, State};

/// What a quota is where nobody set one.
const NO_QUOTA: i32 = -2;

/// A page of users.
#[derive(Serialize)]
pub(super) struct Users<'s> {
    user_list: Vec<User<'s>>,
    per_page: usize,
    page: usize,
    page_next: bool,
}

#[derive(Serialize)]
struct User<'s> {
    email: &'s str,
    name: &'s str,
    contact_email: &'s str,
    quota_usage: u32,
    quota_total: i32,
    last_login: Option<&'s str>,
    id: usize,
    is_active: bool,
    ctime: String,
    self_usage: u32,
    quota: i32,
    is_org_admin: bool,
}

/// A list of groups.
#[derive(Serialize)]
pub(super) struct Groups<'s> {
    data: Vec<GroupView<'s>>,
}

/// A group.
#[derive(Serialize)]
struct GroupView<'s> {
    id: u64,
    name: &'s str,
    owner: &'static str,
    created_at: String,
    /// -1 at the top.
    parent_group_id: i64,
    quota: i32,
}

/// A group with what is in it.
#[derive(Serialize)]
pub(super) struct WholeGroup<'s> {
    #[serde(flatten)]
    group: GroupView<'s>,
    groups: Vec<GroupView<'s>>,
    members: Vec<GroupMember<'s>>,
    ancestor_groups: Vec<GroupView<'s>>,
}

#[derive(Serialize)]
struct GroupMember<'s> {
    group_id: u64,
    group_name: &'s str,
    email: &'s str,
    name: &'s str,
    contact_email: &'s str,
    avatar_url: &'static str,
    is_admin: bool,
    role: &'static str,
}

impl<'s> GroupView<'s> {
    fn of(group: &'s Group) -> Self {
        let parent = group.parent.and_then(|parent| i64::try_from(parent).ok());
        Self {
            id: group.id,
            name: &group.name,
            owner: "system admin",
            created_at: time(group.created),
            parent_group_id: parent.unwrap_or(-1),
            quota: NO_QUOTA,
        }
    }
}

impl State {
    /// The users on `page`, counted from 1. Those that were imported cannot sign in with a password and are inactive.
    pub(super) fn users_on<'s>(&'s self, page: usize, per_page: usize) -> Users<'s> {
        let start = page.saturating_sub(1).saturating_mul(per_page);
        let accounts = self.accounts.iter().enumerate().skip(start);
        let user = |(number, account): (usize, &'s Account)| User {
            email: &account.email,
            name: &account.name,
            contact_email: account.contact_email.as_deref().unwrap_or_default(),
            quota_usage: 0,
            quota_total: NO_QUOTA,
            last_login: None,
            id: number + 1,
            is_active: false,
            ctime: time(account.created),
            self_usage: 0,
            quota: NO_QUOTA,
            is_org_admin: false,
        };
        let user_list = accounts.take(per_page).map(user);
        Users {
            user_list: user_list.collect(),
            per_page,
            page,
            page_next: self.accounts.len() > start.saturating_add(per_page),
        }
    }

    /// The groups at the top.
    pub(super) fn top_groups(&self) -> Groups<'_> {
        let tops = self.groups.iter().filter(|group| group.parent.is_none());
        Groups {
            data: tops.map(GroupView::of).collect(),
        }
    }

    /// The group `id` with its children, members and, where they are asked for, the groups above it.
    pub(super) fn whole_group(&self, id: u64, with_ancestors: bool) -> Option<WholeGroup<'_>> {
        let group = self.group(id)?;
        let children = self.groups.iter().filter(|child| child.parent == Some(id));
        let members = self
            .accounts
            .iter()
            .filter(|account| account.groups.contains(&id));
        let mut above: Vec<_> = self.line(id).skip(1).map(GroupView::of).collect();
        above.reverse();
        Some(WholeGroup {
            group: GroupView::of(group),
            groups: children.map(GroupView::of).collect(),
            members: members
                .map(|account| GroupMember {
                    group_id: id,
                    group_name: &group.name,
                    email: &account.email,
                    name: &account.name,
                    contact_email: account.contact_email.as_deref().unwrap_or_default(),
                    avatar_url: "",
                    is_admin: false,
                    role: "Member",
                })
                .collect(),
            ancestor_groups: if with_ancestors { above } else { Vec::new() },
        })
    }
}

/// Milliseconds since 1970 as `2020-08-03T10:21:44+00:00`.
fn time(milliseconds: u64) -> String {
    let milliseconds = i64::try_from(milliseconds).unwrap_or_default();
    let time = Timestamp::from_millisecond(milliseconds).unwrap_or_default();
    time.strftime("%FT%T+00:00").to_string()
}
