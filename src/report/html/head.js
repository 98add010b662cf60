// The top of the page: whose directory it is, where it came from, how the check came out, the numbers.

function masthead() {
  const title = head.company ? data(head.company) : say(head.check ? "report" : "chart");
  return element(
    "header",
    { class: "masthead" },
    element(
      "div",
      { class: "masthead-text" },
      head.company && element("p", { class: "eyebrow" }, say(head.check ? "report" : "chart")),
      element("h1", {}, title),
      head.check && origin(head.check),
    ),
    element("div", { class: "tools" }, languageSwitch(), themeSwitch(), iconButton("print", say("print"), () => window.print())),
  );
}

function origin(check) {
  const files = check.files.map((file) => element("li", {}, data(placeName(file))));
  if (check.more_files > 0) files.push(element("li", {}, say("more-files", { count: check.more_files })));
  return element(
    "dl",
    { class: "origin" },
    element("div", {}, element("dt", {}, say("source")), element("dd", {}, element("ul", {}, files))),
    element("div", {}, element("dt", {}, say("made")), element("dd", {}, check.made)),
    check.losses.length > 0 &&
      element("div", {}, element("dt", {}, say("target")), element("dd", {}, check.losses.map((loss) => loss.target).join(" · "))),
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
  if (!head.check) return null;
  const { outcome, verdict } = head.check;
  return element("section", { class: `verdict verdict-${outcome}`, role: "status" }, icon(outcome), element("p", {}, told(verdict)));
}

function numbers() {
  const summary = head.check?.summary;
  const tile = (label, value, className) =>
    element("div", { class: `tile ${className ?? ""}` }, element("dt", {}, label), element("dd", {}, number(value)));
  const found = (key, severity) =>
    tile(say(`tile-${key}`), summary[key], summary[key] > 0 ? `tile-${severity}` : "tile-none");
  return element(
    "section",
    { class: "numbers", "aria-label": say("numbers") },
    element(
      "dl",
      { class: "tiles" },
      tile(say("tile-departments"), head.departments),
      tile(say("tile-members"), head.members),
      tile(say("tile-levels"), head.levels),
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

