// Opens HTML files from disk in headless Chromium, with the network cut and scripts off, and looks at each as a reader
// would: on a wide screen, on a phone, on paper.
//
//   node tests/browser/smoke.mjs [--shots DIR] [--pages MIN-MAX] [--max-kb N] FILE.html...
//
// Prints one line per fault and ends with 1 if there is any. --shots also writes pictures at both widths and the PDF.
// The names of faults, such as `overflow`, are what tests/browser/smoke_test.mjs asks for.

import { execFileSync } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, join, resolve } from "node:path";
import { pathToFileURL } from "node:url";

import { chromium } from "playwright-core";

const WIDTHS_PX = [1280, 390];
const FLAGS = [
  "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
  "--disable-component-update", "--disable-sync",
];
// What a printed page must not cut in two.
const WHOLE_IN_PRINT = "figure, tr, li, .judgement, [data-keep]";
// Tiny words set into the printed page, so that the text of the PDF tells on which page each part begins and ends.
const MARK = "kxmark";

export async function launch() {
  const executablePath = process.env.CHROMIUM ?? "/usr/bin/chromium";
  const root = process.getuid() === 0;
  const start = (chromiumSandbox) => chromium.launch({ executablePath, headless: true, chromiumSandbox, args: FLAGS });
  if (root) return start(false);
  try {
    return await start(true);
  } catch {
    return start(false); // Containers often forbid the sandbox; the files are our own and scripts are off.
  }
}

// Runs in the page: the faults that its elements show at the width it has now.
function faultsOfElements() {
  const faults = [];
  const name = (e) => e.tagName.toLowerCase() + (e.id ? "#" + e.id : "") + (e.classList[0] ? "." + e.classList[0] : "");
  const text = (e) => e.textContent.trim();
  const fault = (kind, what) => faults.push({ kind, what });

  const h1 = document.querySelectorAll("h1");
  if (h1.length !== 1) fault("h1", `${h1.length} h1 elements, one is wanted`);
  else if (!text(h1[0])) fault("h1", "the h1 is empty");
  if (!document.documentElement.lang) fault("lang", "html has no lang");
  if (!document.title.trim()) fault("title", "the document has no title");

  for (const section of document.querySelectorAll("section")) {
    const inside = section.cloneNode(true);
    for (const heading of inside.querySelectorAll("h1, h2, h3, h4, h5, h6, style")) heading.remove();
    if (!text(inside) && !inside.querySelector("svg, img")) {
      fault("empty section", `${name(section)} "${text(section.querySelector("h2, h3, h4") ?? section).slice(0, 60)}"`);
    }
  }
  for (const svg of document.querySelectorAll("svg")) {
    if (svg.getAttribute("aria-hidden") === "true" || svg.parentElement.closest("svg")) continue;
    for (const child of ["title", "desc"]) {
      const e = svg.querySelector(`:scope > ${child}`);
      if (!e || !text(e)) fault("figure text", `${name(svg)} has no ${child}`);
    }
  }
  for (const image of document.querySelectorAll("img")) {
    if (!image.hasAttribute("alt")) fault("figure text", `${name(image)} has no alt`);
  }

  const ids = new Set();
  for (const e of document.querySelectorAll("[id]")) {
    if (ids.has(e.id)) fault("double id", e.id);
    ids.add(e.id);
  }
  for (const link of document.querySelectorAll("a[href^='#']")) {
    const target = decodeURIComponent(link.getAttribute("href").slice(1));
    if (target && !ids.has(target)) fault("dead link", `#${target} ("${text(link).slice(0, 40)}")`);
  }

  const width = document.documentElement.clientWidth;
  const clipped = (e) => {
    for (let p = e.parentElement; p && p !== document.body; p = p.parentElement) {
      if (getComputedStyle(p).overflowX !== "visible") return true;
    }
    return false;
  };
  const wide = [];
  for (const e of document.body.querySelectorAll("*")) {
    const box = e.getBoundingClientRect();
    if (box.width === 0 || box.height === 0 || (box.right <= width + 1 && box.left >= -1)) continue;
    if ((e.closest("svg") && e.tagName !== "svg") || !e.checkVisibility()) continue;
    if (getComputedStyle(e).position === "absolute" && box.right < 0) continue; // text for screen readers only
    if (!clipped(e)) wide.push(`${name(e)} reaches from ${Math.round(box.left)} to ${Math.round(box.right)} px`);
  }
  if (document.documentElement.scrollWidth > width) wide.push(`the page is ${document.documentElement.scrollWidth} px wide`);
  for (const what of wide.slice(0, 5)) fault("overflow", `${what} of ${width}`);
  return faults;
}

// Runs in the page: sets a mark at the beginning and at the end of each part, and returns the parts in the order of
// their numbers. A heading's part ends where what it stands over begins.
function setMarks({ selector, mark }) {
  const shown = (e) => e.checkVisibility() && e.getClientRects().length > 0 && !e.parentElement.closest("svg");
  const label = (e) => `${e.tagName.toLowerCase()}${e.id ? "#" + e.id : ""} "${e.textContent.trim().replace(/\s+/g, " ").slice(0, 60)}"`;
  const parts = [];
  for (const e of document.querySelectorAll(selector)) {
    // A list item or row that holds other blocks is a part of the page, not a line of it.
    const holder = ["LI", "TR"].includes(e.tagName) && e.querySelector("li, table, figure, section");
    if (shown(e) && !holder) parts.push({ kind: "whole", name: label(e), first: e, last: e, edge: "bottom" });
  }
  for (const heading of [...document.querySelectorAll("h2, h3, h4")].filter(shown)) {
    let next = heading;
    while (next && !next.nextElementSibling) next = next.parentElement;
    next = next?.nextElementSibling;
    const holds = "DIV, SECTION, ARTICLE, TABLE, TBODY, THEAD, UL, OL, DL";
    while (next?.matches(holds) && next.firstElementChild) next = next.firstElementChild;
    if (next && shown(next) && !next.closest("svg")) parts.push({ kind: "heading", name: label(heading), first: heading, last: next, edge: "top" });
  }
  // Two pixels inside the part, because what touches the edge of the printed area is cut off.
  const place = (e, word, edge, slot) => {
    const box = e.tagName === "TR" ? e.querySelector("td, th") : e;
    if (!box) return;
    const span = document.createElement("span");
    span.textContent = word;
    span.style.cssText = `position:absolute;left:${4 * slot}px;${edge}:2px;font:0.5px/1px monospace;color:#fff;white-space:nowrap;` +
      "margin:0;padding:0;border:0;text-transform:none;letter-spacing:0";
    if (getComputedStyle(box).position === "static") box.style.position = "relative";
    box.append(span);
  };
  // Equal letters at one place would count as one, printed twice to look bold; so marks that may meet stand apart.
  parts.forEach(({ kind, first, last, edge }, number) => {
    const slot = (number % 16) + (kind === "heading" ? 32 : 0);
    place(first, `${mark}${number}a`, "top", slot);
    place(last, `${mark}${number}b`, edge, slot + 16);
  });
  return parts.map(({ kind, name }) => ({ kind, name }));
}

// The page of the PDF, from 1, on which each mark stands.
function pagesOfMarks(pdf) {
  const pages = execFileSync("pdftotext", ["-raw", pdf, "-"], { encoding: "utf8", maxBuffer: 1 << 28 }).split("\f");
  const found = new Map();
  pages.forEach((text, index) => {
    for (const [, word] of text.matchAll(new RegExp(`${MARK}(\\d+[ab])`, "g"))) if (!found.has(word)) found.set(word, index + 1);
  });
  return found;
}

const pageCount = (pdf) => Number(/^Pages:\s+(\d+)/m.exec(execFileSync("pdfinfo", [pdf], { encoding: "utf8" }))[1]);

/// The faults of one HTML file as [{ kind, what }]. `options`: shots (folder or undefined), pages ([min, max]), maxKb.
export async function faultsOf(browser, file, options = {}) {
  const { shots, pages: [minPages, maxPages] = [1, 60], maxKb = 600 } = options;
  const faults = [];
  const fault = (kind, what) => {
    if (!faults.some((known) => known.kind === kind && known.what === what)) faults.push({ kind, what });
  };
  if (!existsSync(file) || statSync(file).size === 0) return [{ kind: "file", what: "missing or empty" }];
  if (statSync(file).size > maxKb * 1024) fault("size", `${Math.ceil(statSync(file).size / 1024)} KB of at most ${maxKb}`);

  const url = pathToFileURL(resolve(file)).href;
  const shot = (suffix) => join(shots, basename(file, ".html") + suffix);
  const scratch = mkdtempSync(join(tmpdir(), "smoke-"));
  const context = await browser.newContext({ javaScriptEnabled: false, offline: true });
  try {
    const page = await context.newPage();
    let watched = "on screen";
    await page.route("**/*", (route) => (route.request().url().split("#")[0] === url ? route.continue() : route.abort()));
    page.on("request", (request) => {
      const address = request.url();
      if (address.split("#")[0] !== url && !address.startsWith("data:")) fault("request", address);
    });
    page.on("console", (message) => {
      // A request that was cut off is reported as a request already.
      if (message.type() === "error" && !/net::ERR_/.test(message.text())) fault("console", message.text());
    });
    page.on("pageerror", (error) => fault("console", error.message));

    for (const width of WIDTHS_PX) {
      await page.setViewportSize({ width, height: 900 });
      await page.goto(url, { waitUntil: "load" });
      for (const { kind, what } of await page.evaluate(faultsOfElements)) {
        // What does not depend on the width is said once.
        if (kind === "overflow" || width === WIDTHS_PX[0]) fault(kind, `${what} (${width} px wide)`);
      }
      if (shots) await page.screenshot({ path: shot(`-${width}.png`), fullPage: true });
    }

    await page.setViewportSize({ width: WIDTHS_PX[0], height: 900 });
    await page.goto(url, { waitUntil: "load" });
    const print = (path) => page.pdf({ path, format: "A4", printBackground: true, preferCSSPageSize: true });
    const plain = shots ? shot(".pdf") : join(scratch, "plain.pdf");
    await print(plain);
    const count = pageCount(plain);
    if (count < minPages || count > maxPages) fault("pages", `${count} printed pages, wanted ${minPages} to ${maxPages}`);

    await page.emulateMedia({ media: "print" });
    const parts = await page.evaluate(setMarks, { selector: WHOLE_IN_PRINT, mark: MARK });
    const marked = join(scratch, "marked.pdf");
    await print(marked);
    const found = pagesOfMarks(marked);
    parts.forEach(({ kind, name }, number) => {
      const [first, last] = [found.get(`${number}a`), found.get(`${number}b`)];
      if (first === undefined || last === undefined) fault("print", `${name} is not in the printed page as a whole`);
      else if (first !== last && kind === "whole") fault("cut", `${name} begins on page ${first} and ends on page ${last}`);
      else if (first !== last) fault("stranded heading", `${name} on page ${first}, its text on page ${last}`);
    });
  } finally {
    await context.close();
    rmSync(scratch, { recursive: true, force: true });
  }
  return faults;
}

async function main(args) {
  const files = [];
  const options = {};
  while (args.length) {
    const argument = args.shift();
    if (argument === "--shots") options.shots = args.shift();
    else if (argument === "--pages") options.pages = args.shift().split("-").map(Number);
    else if (argument === "--max-kb") options.maxKb = Number(args.shift());
    else files.push(argument);
  }
  if (files.length === 0 || files.some((file) => file.startsWith("--"))) {
    console.error("usage: smoke.mjs [--shots DIR] [--pages MIN-MAX] [--max-kb N] FILE.html...");
    return 64;
  }
  if (options.shots) mkdirSync(options.shots, { recursive: true });
  const browser = await launch();
  let sum = 0;
  try {
    for (const file of files) {
      const faults = await faultsOf(browser, file, options);
      for (const { kind, what } of faults) console.log(`${file}: ${kind}: ${what}`);
      sum += faults.length;
    }
  } finally {
    await browser.close();
  }
  console.log(`${files.length} pages, ${sum} faults`);
  return sum === 0 ? 0 : 1;
}

if (import.meta.url === pathToFileURL(process.argv[1]).href) process.exit(await main(process.argv.slice(2)));
