//! Saved replies to "List Members of a Bound Work Weixin Department" → records: Work Weixin's user objects, in which
//! `email` is SeaTable's own id and `contact_email` the mail address. Departments come as Work Weixin writes them.

use crate::record::Field;
use crate::record::{Order, RecordKind};
use crate::system::List;
use crate::system::element::{Elements, Use};
use crate::system::keys::Keys;
use crate::system::wecom::{CONTACT_EMAIL, user_keys};

/// The lists SeaTable writes.
pub(super) static LISTS: &[&dyn List] = &[&Elements {
    name: "seatable members",
    stands: &[Some("userlist"), None],
    required: &[&["userid"], &["contact_email"]],
    excluded: &[],
    kind: RecordKind::Member,
    order: Order::LargerFirst,
    keys: Keys::of(user_keys!([CONTACT_EMAIL][])),
}];
