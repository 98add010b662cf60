//! What every modelled organisation has from the start, as in the samples: its settings (section 7) and the fields it keeps of
//! employees (section 19).

use serde::Serialize;

use super::state::State;

/// The settings of an organisation.
#[derive(Serialize)]
pub(super) struct Settings<'s> {
    org_code: &'s str,
    domain_id: &'static str,
    view_type: &'static str,
    counting: bool,
    level: u32,
    corp_alias: &'static str,
    dept_alias: &'static str,
    node_select: &'static str,
    cycle_settings: Circles,
    email_settings: [(); 0],
    theme_settings: Theme,
    vpn_enabled: bool,
    vpn_settings: [(); 0],
    voip_enabled: bool,
    white_lists: [(); 0],
    create_time: u64,
    modify_time: u64,
}

#[derive(Serialize)]
struct Circles {
    enabled: bool,
    anonymous: bool,
}

#[derive(Serialize)]
struct Theme {
    r#type: &'static str,
    theme: &'static str,
}

impl<'s> Settings<'s> {
    pub(super) fn of(state: &'s State) -> Self {
        let (create_time, modify_time) = state.configured;
        Self {
            org_code: &state.code,
            domain_id: "atwork",
            view_type: "ALL",
            counting: true,
            level: 32767,
            corp_alias: "公司",
            dept_alias: "部门",
            node_select: "both",
            cycle_settings: Circles {
                enabled: true,
                anonymous: false,
            },
            email_settings: [],
            theme_settings: Theme {
                r#type: "SYSTEM",
                theme: "skyblue",
            },
            vpn_enabled: false,
            vpn_settings: [],
            voip_enabled: false,
            white_lists: [],
            create_time,
            modify_time,
        }
    }
}

/// A field that is kept of employees.
#[derive(Serialize)]
pub(super) struct DataSchema<'s> {
    id: u32,
    r#type: &'static str,
    domain_id: &'static str,
    org_code: &'s str,
    name: &'static str,
    alias: &'static str,
    property: &'static str,
    options: [(); 0],
    min: i32,
    max: i32,
    visible_range: &'static str,
    ops_range: &'static str,
    sort_order: u32,
    system: bool,
    initial: bool,
    visible: bool,
    sortable: bool,
    opsable: bool,
}

/// The fields of the sample: id, kind, name, property, place. None of them is shown.
const SCHEMAS: &[(u32, &str, &str, &str, u32)] = &[
    (1960, "TEL_PHONE", "座机号码", "tel", 2007),
    (1961, "TEL_PHONE", "传真号码", "fax", 2008),
    (1962, "TEL_PHONE", "工作电话", "workPhone", 2009),
    (1963, "MOBILE_PHONE", "其它手机", "otherPhone", 2010),
    (1964, "EMAIL", "其它邮箱", "otherEmail", 2011),
    (1965, "SELECT", "所属地", "location", 2012),
    (1966, "TEXT", "所属行业", "industry", 2013),
    (1967, "TEXT", "所属大区", "region", 2013),
    (1968, "TEXT", "标签", "label", 2014),
];

/// The fields of `state` that are shown, or those that are not.
pub(super) fn schemas(state: &State, visible: bool) -> Vec<DataSchema<'_>> {
    let schemas = SCHEMAS.iter().filter(|_| !visible);
    let schemas = schemas.map(|(id, kind, name, property, sort_order)| DataSchema {
        id: *id,
        r#type: kind,
        domain_id: "atwork",
        org_code: &state.code,
        name,
        alias: name,
        property,
        options: [],
        min: -1,
        max: -1,
        visible_range: "INVISIBLE",
        ops_range: "ADMIN",
        sort_order: *sort_order,
        system: true,
        initial: false,
        visible: false,
        sortable: true,
        opsable: false,
    });
    schemas.collect()
}
