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

/** Kinds of changes that are shown in one colour. */
const TONES = { came: "added", went: "removed", transferred: "moved", updated: "changed" };

/** The colour of a kind of change, by its number. */
function toneOf(kind) {
  const { name } = differences.kinds[kind];
  return TONES[name] ?? name;
}

/** A kind of change in words. */
function changeBadge(kind) {
  return element("span", { class: `badge change-${toneOf(kind)}` }, told(differences.kinds[kind].word));
}

/** Everything that became of someone, and whether that is certain. */
function changeBadges(difference) {
  if (!difference) return [];
  const inferred = difference.is_inferred && element("span", { class: "badge badge-inferred", title: say("inferred-why") }, say("inferred"));
  return [difference.kinds.map(changeBadge), inferred];
}

/** The colour in which a department is drawn, if anything became of it. */
function toneOfDepartment(department) {
  if (isGhost(department)) return "ghost";
  const difference = changeOf.department.get(department);
  return difference ? toneOf(difference.kinds[0]) : null;
}

/** By how many heads a department differs from before. */
function deltaOf(department, heads = "all") {
  return earlier ? departments[heads][department] - earlier[heads][department] : 0;
}

/** A number with its sign. */
function signed(value) {
  return value > 0 ? `+${number(value)}` : value < 0 ? `−${number(-value)}` : "0";
}

function delta(value) {
  return element("span", { class: `delta ${value > 0 ? "delta-up" : value < 0 ? "delta-down" : "delta-none"}` }, signed(value));
}

/** Heads of a department: in itself, and with all below it where there is anything below; and by how many that differs. */
function headcount(department) {
  if (isGhost(department)) return element("span", { class: "heads" });
  const difference = earlier && deltaOf(department) !== 0 && delta(deltaOf(department));
  if (isRemoved(department)) return element("span", { class: "heads" }, element("del", {}, number(earlier.all[department])), difference);
  const own = number(departments.own[department]);
  if (children[department].length === 0) return element("span", { class: "heads" }, own, difference);
  const all = element("b", {}, number(departments.all[department]));
  return element("span", { class: "heads" }, all, element("small", {}, own), difference);
}

/** The same in words. */
function headcountInWords(department) {
  if (isPast(department)) return "";
  const values = { own: departments.own[department] };
  const heads = children[department].length === 0 ? say("heads", values) : say("heads-all", { own: departments.own[department], all: number(departments.all[department]) });
  return earlier && deltaOf(department) !== 0 ? heads + say("comma") + say("heads-delta", { delta: signed(deltaOf(department)) }) : heads;
}

/** What became of a department, in words. */
function changeInWords(department) {
  if (isGhost(department)) return say("moved-to", { department: pathOf(nowOf(department)) });
  const difference = changeOf.department.get(department);
  if (!difference) return touched.all[department] ? say(touched.own[department] ? "touched-here" : "touched-below") : "";
  const words = difference.kinds.map((kind) => told(differences.kinds[kind].word));
  if (difference.was !== undefined) words.push(say("was-called", { name: difference.was }));
  if (difference.is_inferred) words.push(say("inferred"));
  return words.join(say("comma"));
}

