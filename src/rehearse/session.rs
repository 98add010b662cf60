//! Nobody has to show who they are to a model that lets everybody in.

use crate::system::{CallFault, Session};
use crate::transport::{Request, Transport};

/// A session that shows nothing.
pub(super) struct OpenDoor;

impl Session for OpenDoor {
    fn authorise(&self, _: &mut Request, _: &dyn Transport) -> Result<(), CallFault> {
        Ok(())
    }
}
