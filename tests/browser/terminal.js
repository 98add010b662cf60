// What a program writes to a terminal, as a page to take a picture of. Knows the colours that orgferry uses and no others.
const COLOURS = { 31: "#f28b82", 32: "#81c995", 33: "#fdd663", 34: "#8ab4f8", 35: "#c58af9", 36: "#78d9ec", 91: "#f28b82", 92: "#81c995", 93: "#fdd663", 94: "#8ab4f8", 95: "#c58af9", 96: "#78d9ec" };

const inText = (text) => text.replace(/[&<]/g, (sign) => ({ "&": "&amp;", "<": "&lt;" })[sign]);

/** `text` with its escapes turned into spans. */
function spans(text) {
  let style = "";
  return text
    .split(/\x1b\[([\d;]*)m/)
    .map((part, index) => {
      if (index % 2 === 0) return part && `<span style="${style}">${inText(part)}</span>`;
      for (const code of part.split(";").map(Number)) {
        if (code === 0) style = "";
        else if (code === 1) style += "font-weight:700;";
        else if (COLOURS[code]) style += `color:${COLOURS[code]};`;
      }
      return "";
    })
    .join("");
}

/** Keeps a picture of a terminal that shows `text` in `file`. */
export async function pictureOf(browser, text, file) {
  const page = await browser.newPage({ viewport: { width: 980, height: 400 } });
  await page.setContent(
    `<body style="margin:0;background:#1b1e22"><pre style="margin:0;padding:22px 26px;color:#e6e6e1;display:inline-block;font:15px/1.5 'DejaVu Sans Mono','Noto Sans Mono CJK SC',monospace">${spans(text)}</pre></body>`,
  );
  await page.locator("pre").screenshot({ path: file });
  await page.close();
}
