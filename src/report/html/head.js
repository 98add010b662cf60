// The top of the page: whose directory it is, where it came from, how it came out, the numbers.

function masthead() {
  const title = head.company ? data(head.company) : say(`page-${head.kind}`);
  return element(
    "header",
    { class: "masthead" },
    element(
      "div",
      { class: "masthead-text" },
      head.company && element("p", { class: "eyebrow" }, say(`page-${head.kind}`)),
      element("h1", {}, title),
      head.made && origin(),
    ),
    element("div", { class: "tools" }, languageSwitch(), themeSwitch(), iconButton("print", say("print"), () => window.print())),
  );
}

/** Where everything came from, and when. */
function origin() {
  const { check, compare, plan } = head;
  const fact = (name, ...value) => element("div", {}, element("dt", {}, say(name)), element("dd", {}, value));
  const files = (check?.files ?? []).map((file) => element("li", {}, data(placeName(file))));
  if (check?.more_files > 0) files.push(element("li", {}, say("more-files", { count: check.more_files })));
  const side = ({ name, errors }) => [data(placeName(name)), errors > 0 && element("span", { class: "side-errors" }, say("side-errors", { count: errors }))];
  return element(
    "dl",
    { class: "origin" },
    files.length > 0 && fact("source", element("ul", {}, files)),
    compare && !plan && [fact("side-before", side(compare.sides[0])), fact("side-after", side(compare.sides[1]))],
    fact(check && !plan ? "made" : "made-on", head.made),
    !plan && check?.losses.length > 0 && fact("target", check.losses.map((loss) => loss.target).join(" · ")),
  );
}

function languageSwitch() {
  const choice = (code, name) =>
    element(
      "button",
      {
        type: "button",
        lang: code,
        "aria-pressed": language === code,
        onclick: () => {
          language = code;
          build();
          document.querySelector(`.languages [lang=${code}]`).focus();
        },
      },
      name,
    );
  const choices = [choice("zh", "中文"), choice("en", "English")];
  return element("div", { class: "languages segments", role: "group", "aria-label": say("language") }, choices);
}

function themeSwitch() {
  const isDark = document.documentElement.dataset.theme === "dark";
  return iconButton(isDark ? "light" : "dark", say(isDark ? "theme-light" : "theme-dark"), () => {
    document.documentElement.dataset.theme = isDark ? "light" : "dark";
    build();
    document.querySelector(".tools .icon-button").focus();
  });
}

function verdict() {
  const { check, compare, plan } = head;
  const line = (outcome, ...texts) => element("section", { class: `verdict verdict-${outcome}`, role: "status" }, icon(outcome), element("p", {}, texts));
  if (plan) return [line(plan.outcome, told(plan.verdict)), compare && line("information", say("plan-effect"), told(compare.verdict))];
  if (check) return [line(check.outcome, told(check.verdict))];
  return compare ? [line("information", told(compare.verdict))] : [];
}

function numbers() {
  const summary = head.plan ? null : head.check?.summary;
  const tile = (label, value, className) =>
    element("div", { class: `tile ${className ?? ""}` }, element("dt", {}, label), element("dd", {}, value));
  const found = (key, severity) =>
    tile(say(`tile-${key}`), number(summary[key]), summary[key] > 0 ? `tile-${severity}` : "tile-none");
  const [earlierSide, laterSide] = head.compare?.sides ?? [];
  const sized = (key) => {
    if (!head.compare) return tile(say(`tile-${key}`), number(head[key]));
    const change = laterSide[key] - earlierSide[key];
    return tile(say(`tile-${key}`), [element("small", {}, number(earlierSide[key]), " → "), number(laterSide[key]), change !== 0 && delta(change)], "tile-change");
  };
  const changed = () => {
    const counts = ["came", "went", "transferred"].map((name) => differences.kinds.findIndex((kind) => kind.name === name));
    const ofDepartments = changeOf.department.size;
    return [
      tile(say("tile-reorganised"), number(ofDepartments), ofDepartments > 0 ? "" : "tile-none"),
      counts.map((kind) => tile(told(differences.kinds[kind].word), number(differences.kinds[kind].count), differences.kinds[kind].count > 0 ? `tile-${toneOf(kind)}` : "tile-none")),
    ];
  };
  return element(
    "section",
    { class: "numbers", "aria-label": say("numbers") },
    element(
      "dl",
      { class: "tiles" },
      sized("departments"),
      sized("members"),
      !head.compare && tile(say("tile-levels"), number(head.levels)),
      head.compare && changed(),
      summary && [found("errors", "error"), found("warnings", "warning"), found("information", "information")],
    ),
    summary && rowBar(summary.rows),
  );
}

/** What became of the rows, as one bar. */
function rowBar(rows) {
  const parts = ["used", "merged", "rejected", "ignored"].filter((part) => rows[part] > 0);
  const bar = element("div", { class: "row-bar", "aria-hidden": "true" });
  for (const part of parts) {
    const piece = element("span", { class: `row-${part}` });
    piece.style.flexGrow = rows[part];
    bar.append(piece);
  }
  const legend = parts.map((part) =>
    element("li", {}, element("i", { class: `row-${part}`, "aria-hidden": "true" }), say(`rows-${part}`), " ", element("b", {}, number(rows[part]))),
  );
  return element(
    "div",
    { class: "rows" },
    element("p", {}, say("rows-read"), " ", element("b", {}, number(rows.read))),
    bar,
    element("ul", {}, legend),
  );
}

