//! `plan`: what would be sent, and nothing else; for those who sign it also as a page and a workbook.

use clap::Args;
use orgferry::error::Result;
use orgferry::plan::{Diff, measures};
use orgferry::rehearse::outlook;
use orgferry::report::changes::{Side, Telling};
use orgferry::report::{html, plans};

use super::command::Common;
use super::connect::Connection;
use super::console::Console;
use super::exit::Exit;
use super::interrupt::Unfinished;
use super::loss;
use super::output::Output;
use super::planning::{Grounds, PlanFlags, Planned};
use super::reading::ReadingFlags;
use super::report::{self, Form, ReportFiles, ReportFlags, again, refuse_same, say_written};
use super::settings::Settings;

/// What the report of a plan can be written as.
const FORMS: [(&str, Form); 2] = [("xlsx", Form::Workbook), ("html", Form::Page)];

/// `orgferry plan INPUT... --to REMOTE [-o plan.json]`
#[derive(Debug, Args)]
pub(super) struct PlanOf {
    #[arg(value_name = "INPUT", required = true)]
    input: Vec<String>,
    #[arg(long, value_name = "REMOTE")]
    to: String,
    #[arg(short, long, value_name = "OUT")]
    output: Option<String>,
    #[command(flatten)]
    report: ReportFlags,
    #[command(flatten)]
    plan: PlanFlags,
    #[command(flatten)]
    reading: ReadingFlags,
}

impl PlanOf {
    /// Reads both sides and writes what would be sent. Opens no writing connection.
    pub(super) fn run(
        self,
        common: &Common,
        console: &Console,
        unfinished: &Unfinished,
    ) -> Result<Exit> {
        let settings = Settings::new(common, &self.reading, console)?;
        let force = self.report.force;
        let output = Output::new(self.output.as_deref(), &self.input, force, unfinished)?;
        let reports = self.report.files_in(&FORMS, &self.input, unfinished)?;
        refuse_same(reports.outputs().chain([&output]))?;
        let connection = Connection::open(&self.to, &settings.configuration)?;
        let look = |planned: &Planned, grounds: &Grounds<'_>| {
            planned.show(console);
            match reports.is_empty() {
                true => Ok(()),
                false => self.tell(planned, grounds, &reports, &connection, &settings, console),
            }
        };
        let planned =
            self.plan
                .plan_and(&self.input, &connection, &settings, common, console, look)?;
        let planned = match planned {
            Ok(planned) => planned,
            Err(exit) => return Ok(exit),
        };
        planned.plan.refuse_excess(self.plan.accepted())?;
        let text = planned.plan.to_text();
        output.write(console, |out| out.write_all(text.as_bytes()))?;
        say_written(&output, console);
        Ok(Exit::Fine)
    }

    /// Writes `planned` for those who sign it, also where it is refused: then they see why.
    fn tell(
        &self,
        planned: &Planned,
        grounds: &Grounds<'_>,
        reports: &ReportFiles,
        connection: &Connection<'_>,
        settings: &Settings,
        console: &Console,
    ) -> Result<()> {
        let plan = &planned.plan;
        let (system, wanted) = (connection.system, grounds.wanted);
        let seen = outlook(system, wanted, grounds.current, &plan.waves)?;
        let diff = seen
            .as_ref()
            .map(|seen| Diff::between(&seen.before, &seen.after));
        // What some systems import they do not list.
        let diff = diff.filter(|diff| plan.waves.is_empty() || !diff.is_empty());
        let refusals = seen.as_ref().map_or(&[][..], |seen| &seen.refusals);
        let measures = measures(plan.operations(), plan.totals, self.plan.accepted());
        let losses = [loss::in_both(planned.system, &planned.loss)];
        let locale = console.locale();
        let after = locale.text("plans-after");
        let made = report::made();
        let side = |name| Side { name, errors: 0 };
        let sides = [side(connection.name), side(&after)];
        let told = html::Planned {
            plan,
            measures: &measures,
            losses: &losses,
            refusals,
        };
        let found = grounds.judged.report();
        reports.write_each(console, |file, out| {
            let telling = diff.as_ref().map(|diff| Telling {
                diff,
                sides,
                locale,
                unmasked: file.unmasked,
                made: &made,
                has_codes: false,
            });
            match file.form {
                Form::Page => {
                    let page = html::Page {
                        directory: diff.as_ref().map_or(grounds.current, |diff| diff.after),
                        checked: Some(html::Checked {
                            report: &found,
                            again: again(settings),
                            losses: &losses,
                            most: settings.max_in_files,
                        }),
                        compared: diff.as_ref().map(|diff| html::Compared { diff, sides }),
                        planned: Some(told),
                        made: &made,
                        language: locale.language(),
                        unmasked: file.unmasked,
                    };
                    html::write(&page, out)
                }
                _ => {
                    let signed = plans::Signed {
                        planned: told,
                        telling: telling.as_ref(),
                        locale,
                        unmasked: file.unmasked,
                        made: &made,
                    };
                    plans::write_workbook(&signed, out).map_err(std::io::Error::other)
                }
            }
        })
    }
}
