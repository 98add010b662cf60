//! The bodies of `POST /v1/admin/organizations/{code}/import-orgs`: atwork, 组织(admin), "2. 导入机构" (v3, one department) and
//! WorkPlus open documents, `OrgResourceV4` (v4, a list).

use std::fmt::{Display, Write};

use serde::ser::{Serialize, SerializeMap, Serializer};
use serde_json::value::RawValue;

use crate::system::PayloadOptions;
use crate::system::payload::write_carried;

/// One department of version 3, and with `sort_order` of version 4. Absent values are left out.
#[derive(Debug)]
pub(super) struct Organisation<'d> {
    pub(super) version: Version,
    pub(super) parent: Parent<'d>,
    pub(super) kind: &'static str,
    pub(super) name: &'d str,
    pub(super) serial: Option<&'d str>,
    pub(super) sn: Option<&'d str>,
    pub(super) tel: Option<&'d str>,
    /// Version 4 only.
    pub(super) sort_order: Option<i64>,
    /// Version 3 only.
    pub(super) more: Vec<More<'d>>,
}

/// What a department is to hang below. One of both is given.
#[derive(Debug)]
pub(super) enum Parent<'d> {
    /// The names from the organisation down.
    Path(NamePath<'d>),
    /// The node's id as it stands in JSON; in a plan perhaps what stands in for it.
    Id(Box<RawValue>),
}

/// The versions of the API.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Version {
    /// One body a department, `serialNo`, `moreInfo`.
    V3,
    /// One body several departments, `serial_no`, `sort_order`.
    V4,
}

impl Version {
    /// The version of the dialect that was chosen.
    pub(super) fn of(options: &PayloadOptions) -> Self {
        match options.dialect.as_deref() {
            Some("v4") => Self::V4,
            _ => Self::V3,
        }
    }
}

/// One entry of `moreInfo`.
#[derive(Debug)]
pub(super) enum More<'d> {
    /// A column of the user's own.
    Text(&'d str, &'d str),
    /// A key of a dump, as it stands between its quotes, and its raw value.
    Json(&'d str, &'d str),
}

/// Names from the top joined by `/`, below the path of an existing node if there is one.
#[derive(Debug)]
pub(super) struct NamePath<'d> {
    pub(super) base: &'d str,
    pub(super) names: Vec<&'d str>,
}

impl Display for NamePath<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(self.base)?;
        for (index, name) in self.names.iter().enumerate() {
            if index > 0 || !self.base.is_empty() {
                f.write_char('/')?;
            }
            f.write_str(name)?;
        }
        Ok(())
    }
}

impl Serialize for NamePath<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl Serialize for Organisation<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let serial_key = match self.version {
            Version::V3 => "serialNo",
            Version::V4 => "serial_no",
        };
        let mut map = serializer.serialize_map(None)?;
        match &self.parent {
            Parent::Path(path) => map.serialize_entry("parent_path", path)?,
            Parent::Id(id) => map.serialize_entry("parent_id", id)?,
        }
        map.serialize_entry("type", self.kind)?;
        map.serialize_entry("name", self.name)?;
        let texts = [
            (serial_key, self.serial),
            ("sn", self.sn),
            ("tel", self.tel),
        ];
        for (key, text) in texts {
            if let Some(text) = text {
                map.serialize_entry(key, text)?;
            }
        }
        if let Some(order) = self.sort_order {
            map.serialize_entry("sort_order", &order)?;
        }
        if !self.more.is_empty() {
            map.serialize_entry("moreInfo", &MoreInfo(&self.more))?;
        }
        map.end()
    }
}

struct MoreInfo<'p, 'd>(&'p [More<'d>]);

impl Serialize for MoreInfo<'_, '_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(Some(self.0.len()))?;
        for entry in self.0 {
            match entry {
                More::Text(key, text) => map.serialize_entry(key, text)?,
                More::Json(key, raw) => write_carried(&mut map, key, raw)?,
            }
        }
        map.end()
    }
}
