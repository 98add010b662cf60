// What there is to tell of the department that was chosen: where it stands, heads, leaders, findings, members.
const MEMBERS_AT_ONCE = 60;

function detailsOf(department, wanted) {
  if (department < 0) return [element("p", { class: "muted hint" }, say("choose-department"))];
  const { line, sign } = shortLineOf(department);
  const above = line.slice(0, -1).flatMap((one) => [
    element("button", { type: "button", class: "link", onclick: () => showInChart(one) }, data(nameOf(one))),
    element("span", { "aria-hidden": "true" }, " › "),
  ]);
  const leaders = leadersOf(department);
  const code = departments.code[department];
  const hasBelow = children[department].length > 0;
  const heads = (which) => (isRemoved(department) ? element("del", {}, number(earlier[which][department])) : [number(departments[which][department]), earlier && deltaOf(department, which) !== 0 && delta(deltaOf(department, which))]);
  const facts = [
    [say("fact-own"), heads("own")],
    hasBelow && [say("fact-all"), heads("all")],
    hasBelow && [say("fact-below"), number(below[department])],
    code && [say("fact-code"), data(code)],
    leaders.length > 0 && [say("fact-leaders"), data(leaders.join(" · "))],
  ];
  const difference = changeOf.department.get(department);
  return [
    element("nav", { class: "crumbs", "aria-label": say("crumbs") }, sign, above),
    element("h2", { tabindex: -1 }, element("span", { class: isPast(department) ? "struck" : null }, data(nameOf(department))), changeBadges(difference)),
    !isGhost(department) && element("dl", { class: "facts" }, facts.filter(Boolean).map(([label, value]) => element("div", {}, element("dt", {}, label), element("dd", {}, value)))),
    isGhost(department) && element("p", {}, element("button", { type: "button", class: "link", onclick: () => showInChart(nowOf(department)) }, say("moved-to", { department: pathOf(nowOf(department)) }))),
    changesOf(department, difference),
    findingsOf(department),
    !isGhost(department) && memberTable(department, wanted),
  ];
}

/** What became of a department, and the way to what became of everybody in it. */
function changesOf(department, difference) {
  if (!differences || isGhost(department) || !touched.all[department]) return null;
  const open = () => {
    Object.assign(wantedChanges, { department, kind: null, text: "" });
    openPanel("changes");
    changesPanel.refresh();
  };
  return element(
    "section",
    { class: "own-findings" },
    difference && differenceItems(difference),
    element("button", { type: "button", class: "link", onclick: open }, say("see-changes")),
  );
}

function findingsOf(department) {
  const found = marks.of.get(department) ?? [];
  if (found.length === 0) return null;
  const worst = [...found].sort((a, b) => findings.list[a].severity - findings.list[b].severity).slice(0, 3);
  const open = () => {
    Object.assign(filter, { department, code: null, text: "" });
    filter.severities.clear();
    openPanel("findings");
    findingsPanel.refresh();
  };
  return element(
    "section",
    { class: "own-findings" },
    worst.map((index) => {
      const finding = findings.list[index];
      return element("p", {}, severityDot(finding.severity), data(told(finding.message)));
    }),
    element("button", { type: "button", class: "link", onclick: open }, say("see-findings", { count: found.length })),
  );
}

/** The members of a department, piece by piece; `wanted` is shown in any case. */
function memberTable(department, wanted) {
  const total = departments.own[department];
  const places = placesIn(department);
  const present = places.filter((place) => !place.isPast).length;
  if (total + places.length === 0) return element("p", { class: "muted" }, say("no-members"));
  const people = members();
  const body = element("tbody", {});
  const note = element("p", { class: "muted" });
  const more = element("button", { type: "button", class: "more", onclick: () => add() });
  let shown = 0;
  const add = (most = MEMBERS_AT_ONCE) => {
    const next = places.slice(shown, shown + most);
    shown += next.length;
    body.append(...next.map((place) => memberRow(people, place, place.member === wanted)));
    more.hidden = shown >= places.length;
    more.textContent = say("show-more-members", { count: places.length - shown });
    const missing = total - present;
    note.hidden = missing <= 0;
    note.textContent = say("members-left-out", { count: missing });
  };
  const at = places.findIndex((place) => place.member === wanted);
  add(Math.max(MEMBERS_AT_ONCE, at + 1));
  const columns = ["member-name", "member-title", "member-id", "member-mobile", "member-email"];
  return element(
    "section",
    { class: "members" },
    element("h3", {}, say("members-here", { count: total })),
    element(
      "div",
      { class: "table-frame", tabindex: 0, role: "group", "aria-label": say("members-here", { count: total }) },
      element("table", {}, element("thead", {}, element("tr", {}, columns.map((name) => element("th", { scope: "col" }, say(name))))), body),
    ),
    more,
    note,
  );
}

function memberRow(people, place, isWanted) {
  const { member } = place;
  const found = marks.ofMember.get(member) ?? [];
  const worst = found.reduce((worst, index) => Math.min(worst, findings.list[index].severity), NO_MARK);
  const change = changeOf.member.get(member);
  const tone = place.isPast ? "removed" : change && toneOf(change.kinds[0]);
  const row = element(
    "tr",
    { class: [isWanted && "wanted", tone && `line-${tone}`].filter(Boolean).join(" ") },
    element(
      "th",
      { scope: "row" },
      element("span", { class: "person" }, data(people.name[member])),
      severityDot(worst),
      place.leads && element("span", { class: "badge badge-leader" }, say("leads")),
      !place.isMain && !place.isPast && departmentsOf(member).length > 1 && element("span", { class: "badge" }, say("second-post")),
      changeBadges(change),
      change && memberWay(change, place.isPast),
    ),
    element("td", {}, data(people.title[member])),
    element("td", { class: "digits" }, data(people.userid[member])),
    element("td", { class: "digits" }, data(people.mobile[member])),
    element("td", { class: "digits" }, data(people.email[member])),
  );
  if (isWanted) requestAnimationFrame(() => row.scrollIntoView({ block: "nearest" }));
  return row;
}

/** Where a member who is elsewhere went, and where one who is here came from. */
function memberWay(change, isPast) {
  if (!change.before || !change.after) return null;
  return element("small", { class: "way" }, isPast ? say("moved-to", { department: change.after.join(" · ") }) : say("came-from", { department: change.before.join(" · ") }));
}

