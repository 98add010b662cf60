// Small signs: how bad, how many, what changed.

/** A severity in words. */
function severityBadge(severity) {
  const name = SEVERITIES[severity];
  return element("span", { class: `badge badge-${name}` }, say(`severity-${name}`));
}

/** A dot in the colour of a severity; hollow where it stands for what is below. */
function severityDot(severity, isBelow = false) {
  if (severity === NO_MARK) return null;
  const name = SEVERITIES[severity];
  return element("span", { class: `dot dot-${name}${isBelow ? " dot-below" : ""}`, title: say(isBelow ? "mark-below" : "mark-here") });
}

/** What became of an entry, and from what to what. */
function changeBadge(change) {
  if (!change) return null;
  const label = element("span", { class: `badge change-${change.kind}` }, say(`change-${change.kind}`));
  if (!change.before && !change.after) return label;
  const steps = [change.before && element("del", {}, data(change.before)), change.after && element("ins", {}, data(change.after))];
  return element("span", { class: "change" }, label, steps);
}

/** Heads of a department: in itself, and with all below it where there is anything below. */
function headcount(department) {
  const own = number(departments.own[department]);
  if (children[department].length === 0) return element("span", { class: "heads" }, own);
  const all = element("b", {}, number(departments.all[department]));
  return element("span", { class: "heads" }, all, element("small", {}, own));
}

/** The same in words. */
function headcountInWords(department) {
  const values = { own: departments.own[department] };
  if (children[department].length === 0) return say("heads", values);
  return say("heads-all", { own: departments.own[department], all: number(departments.all[department]) });
}

