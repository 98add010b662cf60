//! What the model shows: the tree in both shapes, pages of users.

use super::super::wire::{Branch, Choice, Choices, Tops, User, UserChoice, UserPage};
use super::ids::encode;
use super::state::State;

/// How many users a page has where the request does not say.
const USERS_A_PAGE: usize = 10;

/// How many levels are shown at once. Only a directory that was put in as it is could have more than may be.
const LEVELS: usize = 50;

/// The most users a page has.
const MOST_USERS_A_PAGE: usize = 1000;

impl State {
    /// The top of the tree with the departments right below; the rest is to be asked for at `address`.
    pub(super) fn roots(&self, address: &str) -> Choices {
        let options = self.children(None).iter().map(|number| {
            let inside = self.children(Some(*number));
            Choice {
                removable: false,
                children: inside
                    .iter()
                    .map(|inner| self.choice(*inner, address))
                    .collect(),
                placeholder: Some("暂无更多子部门".into()),
                ..self.plain_choice(*number)
            }
        });
        Choices {
            options: options.collect(),
        }
    }

    /// The departments in `parent`.
    pub(super) fn inside(&self, parent: u64, address: &str) -> Choices {
        let inside = self.children(Some(parent)).iter();
        Choices {
            options: inside.map(|inner| self.choice(*inner, address)).collect(),
        }
    }

    fn choice(&self, number: u64, address: &str) -> Choice {
        let choice = self.plain_choice(number);
        if self.children(Some(number)).is_empty() {
            return Choice {
                loaded: Some(true),
                ..choice
            };
        }
        Choice {
            loaded: Some(false),
            defer: Some(true),
            defer_api: Some(format!("{address}?parent={}", choice.value)),
            ..choice
        }
    }

    fn plain_choice(&self, number: u64) -> Choice {
        let department = self.department(number);
        Choice {
            label: department.map_or_else(String::new, |one| one.name.clone()),
            value: encode(number),
            creatable: true,
            editable: true,
            removable: true,
            ..Choice::default()
        }
    }

    /// The whole tree.
    pub(super) fn all(&self) -> Tops {
        let tops = self.children(None).iter();
        let mut branches: Vec<Branch> = tops.map(|number| self.branch(*number, 1)).collect();
        match branches.len() {
            1 => Tops::One(branches.remove(0)),
            _ => Tops::Several(branches),
        }
    }

    /// A department on this level with all that are in it.
    fn branch(&self, number: u64, level: usize) -> Branch {
        let inside = self.children(Some(number)).iter();
        let inside = inside.filter(|_| level < LEVELS);
        let children = inside.map(|inner| self.branch(*inner, level + 1));
        let children = children.collect();
        let Some(department) = self.department(number) else {
            return Branch::default();
        };
        Branch {
            id: encode(number),
            parent_id: department.parent.map_or_else(String::new, encode),
            created_at: department.created_at.clone(),
            updated_at: department.updated_at.clone(),
            name: department.name.clone(),
            children,
        }
    }

    /// The page numbered `page`, from 1, of the users of a department.
    pub(super) fn users(&self, department: u64, page: usize, per_page: Option<usize>) -> UserPage {
        let all = self.memberships(department);
        let per_page = per_page
            .filter(|count| *count > 0)
            .unwrap_or(USERS_A_PAGE)
            .min(MOST_USERS_A_PAGE);
        let start = page.saturating_sub(1).saturating_mul(per_page);
        let shown = all.iter().skip(start).take(per_page);
        let items: Vec<User> = shown
            .filter_map(|number| self.shown_user(*number))
            .collect();
        let options = items.iter().map(|user| UserChoice {
            label: user.name.clone(),
            value: user.id.clone(),
        });
        UserPage {
            creatable: false,
            is_admin: false,
            options: options.collect(),
            items,
            count: all.len() as u64,
        }
    }

    fn shown_user(&self, number: u64) -> Option<User> {
        let membership = self.membership(number)?;
        let user = self.user(membership.user)?;
        let department = self.department(membership.department)?;
        Some(User {
            editable: false,
            deletable: false,
            username: user.name.clone(),
            name: user.name.clone(),
            email: user.email.clone(),
            is_leader: membership.is_leader,
            id: encode(number),
            user_id: encode(membership.user),
            department_id: encode(membership.department),
            department_name: department.name.clone(),
            is_builtin: false,
        })
    }
}
