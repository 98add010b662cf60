// The departments, members and findings of the page, and how they belong together.
const SEVERITIES = ["error", "warning", "information"];
const NO_MARK = 3;
/** How many departments a path shows. */
const CRUMBS = 6;

const findings = island("data-findings");
const differences = island("data-differences");
const departments = island("data-departments");
const count = departments.name.length;
/** How departments were, where that is told. */
const earlier = departments.before ?? null;
/** The first of the departments that are no longer there, or no longer here. */
const PAST = earlier ? count - earlier.now.length : count;
/** The entry for members without a department, after the departments; only there if there are any. */
const UNPLACED = departments.unplaced > 0 || earlier?.unplaced > 0 ? count : -1;
if (UNPLACED >= 0) {
  departments.name.push("");
  departments.parent.push(-1);
  departments.code.push("");
  departments.hint.push("");
  departments.own.push(departments.unplaced);
  departments.all.push(departments.unplaced);
  earlier?.own.push(earlier.unplaced);
  earlier?.all.push(earlier.unplaced);
}
const isPast = (department) => department >= PAST && department < count;
/** What the department is now that was here; -1 for one that was removed. */
const nowOf = (department) => (isPast(department) ? earlier.now[department - PAST] : -1);
const isGhost = (department) => nowOf(department) >= 0;
const isRemoved = (department) => isPast(department) && !isGhost(department);
const entries = departments.name.length;

/** The children of every department in order, and how deep it stands, from 0. */
const { children, depth, roots } = (() => {
  const children = Array.from({ length: entries }, () => []);
  const depth = new Int32Array(entries);
  const roots = [];
  for (let index = 0; index < entries; index += 1) {
    const parent = departments.parent[index];
    if (parent < 0) roots.push(index);
    else {
      children[parent].push(index);
      depth[index] = depth[parent] + 1;
    }
  }
  return { children, depth, roots };
})();

/** How many departments stand below each. */
const below = new Int32Array(entries);
for (let index = entries - 1; index >= 0; index -= 1) {
  const parent = departments.parent[index];
  if (parent >= 0) below[parent] += below[index] + (isPast(index) ? 0 : 1);
}

/** The findings about each department and its members, the worst of them, and the worst below it. */
const marks = (() => {
  const own = new Uint8Array(entries).fill(NO_MARK);
  const of = new Map();
  const ofMember = new Map();
  const put = (map, key, value) => (map.has(key) ? map.get(key).push(value) : map.set(key, [value]));
  (findings?.list ?? []).forEach((finding, index) => {
    if (finding.member !== undefined) put(ofMember, finding.member, index);
    const department = finding.department ?? (finding.member !== undefined && UNPLACED >= 0 ? UNPLACED : undefined);
    if (department === undefined) return;
    put(of, department, index);
    own[department] = Math.min(own[department], finding.severity);
  });
  const all = Uint8Array.from(own);
  for (let index = entries - 1; index >= 0; index -= 1) {
    const parent = departments.parent[index];
    if (parent >= 0) all[parent] = Math.min(all[parent], all[index]);
  }
  return { own, all, of, ofMember };
})();

/** What became of departments and members, by their numbers. */
const changeOf = { department: new Map(), member: new Map() };
(differences?.list ?? []).forEach((difference) => {
  if (difference.department !== undefined) changeOf.department.set(difference.department, difference);
  if (difference.member !== undefined) changeOf.member.set(difference.member, difference);
});

/** The members, read when they are first asked for. */
const members = (() => {
  let known = null;
  return () => {
    known ??= island("data-members");
    return known;
  };
})();

/** A place of a member in a department: a number that tells who, and how. */
const placeOf = (place) => ({ member: place >> 3, leads: (place & 1) === 1, isMain: (place & 2) === 2, isPast: (place & 4) === 4 });

/** Which departments anything became of, in themselves and in what is below them. */
const touched = (() => {
  const own = new Uint8Array(entries);
  if (differences) {
    for (let index = PAST; index < count; index += 1) own[index] = 1;
    changeOf.department.forEach((difference, department) => (own[department] = 1));
    members().places.forEach((places, department) => {
      if (department < entries && places.some((place) => changeOf.member.has(place >> 3))) own[department] = 1;
    });
  }
  const all = Uint8Array.from(own);
  for (let index = entries - 1; index >= 0; index -= 1) {
    const parent = departments.parent[index];
    if (parent >= 0) all[parent] |= all[index];
  }
  return { own, all };
})();

function nameOf(department) {
  if (department === UNPLACED) return say("unplaced");
  return departments.name[department] || say("unnamed");
}

/** A place or file as the reader knows it: `-` is standard input. */
function placeName(place) {
  return /^-($|[!:#]| ▸)/.test(place) ? say("standard-input") + place.slice(1) : place;
}

/** The departments from the top down to `department`, itself last. */
function lineOf(department) {
  const line = [];
  for (let at = department; at >= 0; at = departments.parent[at]) line.push(at);
  return line.reverse();
}

/** The last of them, with a sign in front where some are left out. */
function shortLineOf(department) {
  const line = lineOf(department);
  return { line: line.slice(-CRUMBS), sign: line.length > CRUMBS ? "… › " : "" };
}

/** The same as one text. */
function pathOf(department) {
  const { line, sign } = shortLineOf(department);
  return sign + line.map(nameOf).join(" › ");
}

/** The places in `department` that the page holds, leaders first, those who were there last. */
function placesIn(department) {
  const places = members().places[department === UNPLACED ? count : department].map(placeOf);
  return places.sort((a, b) => Number(a.isPast) - Number(b.isPast) || Number(b.leads) - Number(a.leads));
}

/** The departments of every member that the page holds; of one who left, those they were in. */
const departmentsOf = (() => {
  let known = null;
  return (member) => {
    if (!known) {
      const stays = members().name.length - members().gone;
      known = members().name.map(() => []);
      members().places.forEach((places, department) =>
        places.map(placeOf).forEach((place) => (!place.isPast || place.member >= stays) && known[place.member].push(department)),
      );
    }
    return known[member];
  };
})();

/** Who leads each department: those marked so, else whom its own row names. */
const leadersOf = (() => {
  let known = null;
  return (department) => {
    if (!known) {
      known = new Map(departments.leaders.map(([index, text]) => [index, [text]]));
      const marked = new Map();
      members().places.forEach((places, index) => {
        const leading = places.map(placeOf).filter((place) => place.leads && !place.isPast);
        if (leading.length > 0) marked.set(index, leading.map((place) => members().name[place.member]));
      });
      marked.forEach((names, index) => known.set(index, names));
    }
    return known.get(department) ?? [];
  };
})();

