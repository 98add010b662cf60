//! Directory → what the model knows of it, as if it had always been there.

use crate::directory::Directory;
use crate::record::Field;

use super::state::{Membership, State, User};

/// An organisation called `company` with the departments and users of `directory`, created at `now`.
pub(super) fn state(company: &str, directory: &Directory, now: &str) -> State {
    let mut state = State::new(company, now);
    let tree = directory.tree();
    let own = state.children(None).first().copied();
    let mut numbers = vec![0; directory.departments().len()];
    for id in tree.preorder() {
        let name = &directory.department(*id).name;
        let parent = tree.parent(*id).map(|parent| numbers[parent.0 as usize]);
        numbers[id.0 as usize] = match (own, tree.roots()) {
            (Some(own), [first, ..]) if first == id => {
                state.rename_department(own, name, now);
                own
            }
            _ => state.add_department(parent, name, now),
        };
    }
    for member in directory.members() {
        let text = |field| member.get(field).or_empty().to_owned();
        let or = |first: String, second: String| if first.is_empty() { second } else { first };
        let user = state.add_user(User {
            name: text(Field::MEMBER_NAME),
            email: or(text(Field::EMAIL), text(Field::BIZ_EMAIL)),
            mobile: text(Field::MOBILE),
            nickname: or(text(Field::ALIAS), text(Field::MEMBER_NAME)),
            auth_type: text(Field::AUTH_TYPE),
            auth_id: text(Field::AUTH_ID),
            is_disabled: false,
        });
        for membership in member.memberships() {
            state.add_membership(Membership {
                department: numbers[membership.department().0 as usize],
                user,
                is_leader: membership.is_leader() == Some(true),
            });
        }
    }
    state
}
