// The smoke test finds each planted fault, by its kind, and finds none in a good page.

import assert from "node:assert/strict";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";

import { faultsOf, launch } from "./smoke.mjs";

const FIGURE =
  '<figure id="map"><svg viewBox="0 0 100 50" width="100%"><title>Map</title><desc>One ring.</desc>' +
  '<circle cx="50" cy="25" r="20"/></svg><figcaption>A ring.</figcaption></figure>';
const STYLE =
  "body{margin:0;padding:1rem;max-width:60rem} figure,tr,li{break-inside:avoid} h2{break-after:avoid}" +
  " .wide{overflow-x:auto} @page{size:A4;margin:2cm}";

// A page of three sheets; `at` gives other text for one of its places.
function page(at = {}) {
  const { head = "", style = STYLE, h1 = "<h1>Niger asks the force to leave</h1>", figure = FIGURE, end = "" } = at;
  const rows = Array.from({ length: 120 }, (_, i) => `<tr><td>row ${i}</td><td>text of row ${i}</td></tr>`).join("");
  return `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Good</title><style>${style}</style>${head}</head>
<body>${h1}<section id="first"><h2>Map</h2><p>Text, see <a href="#row">the rows</a>.</p>${figure}</section>
<section id="row"><h2>Rows</h2><div class="wide"><table style="min-width:900px">${rows}</table></div></section>${end}</body></html>`;
}

const tall = (css) => `<div style="height:500px"></div><figure id="cut" style="height:600px;${css}">` +
  "<p>Begins</p></figure>";

const PLANTED = [
  ["request", page({ head: '<link rel="stylesheet" href="other.css">' })],
  ["request", page({ end: '<img alt="x" src="https://example.org/x.png">' })],
  ["console", page({ head: '<meta http-equiv="Content-Security-Policy" content="nonsense-directive x">' })],
  ["h1", page({ h1: "" })],
  ["h1", page({ h1: "<h1> </h1>" })],
  ["h1", page({ h1: "<h1>One</h1><h1>Two</h1>" })],
  ["empty section", page({ end: "<section><h2>Nothing follows</h2></section>" })],
  ["overflow", page({ end: '<p style="width:500px">Too wide for a phone</p>' })],
  ["overflow", page({ style: STYLE + "body{overflow-x:hidden}", end: '<p style="width:500px">Cut off</p>' })],
  ["figure text", page({ figure: FIGURE.replace("<desc>One ring.</desc>", "") })],
  ["figure text", page({ figure: FIGURE.replace("<title>Map</title>", "") })],
  ["double id", page({ end: '<p id="row">again</p>' })],
  ["dead link", page({ end: '<p><a href="#nowhere">evidence</a></p>' })],
  ["cut", page({ figure: tall("break-inside:auto") })],
  ["cut", page({ style: STYLE.replace("figure,tr,li{break-inside:avoid}", "") + "tr td{height:71px}" })],
  ["stranded heading", page({
    style: STYLE.replace("h2{break-after:avoid}", ""),
    figure: '<div style="height:740px"></div><h2>Alone</h2><figure style="height:300px"><p>On the next page</p></figure>',
  })],
  ["print", page({ figure: '<figure style="height:9px;overflow:hidden"><div style="height:20px"></div></figure>',
    style: STYLE + "@media print{figure{position:absolute;left:-900px}}" })],
];

let browser;
const folder = mkdtempSync(join(tmpdir(), "smoke-test-"));
before(async () => { browser = await launch(); });
after(async () => {
  await browser.close();
  rmSync(folder, { recursive: true });
});

async function kinds(html, options) {
  const file = join(folder, "page.html");
  writeFileSync(file, html);
  return (await faultsOf(browser, file, options)).map(({ kind, what }) => `${kind}: ${what}`);
}

test("a good page has no fault", async () => assert.deepEqual(await kinds(page()), []));

test("a figure that is kept whole moves to the next page and is no fault", async () =>
  assert.deepEqual(await kinds(page({ figure: tall("") })), []));

PLANTED.forEach(([kind, html], number) =>
  test(`planted fault ${number} is found: ${kind}`, async () => {
    const found = await kinds(html);
    assert.ok(found.some((fault) => fault.startsWith(kind + ":")), `wanted "${kind}", found ${JSON.stringify(found)}`);
    assert.ok(found.every((fault) => fault.startsWith(kind + ":")), `other faults too: ${JSON.stringify(found)}`);
  }));

test("a heading right above a drawing is no fault", async () =>
  assert.deepEqual(await kinds(page({ figure: FIGURE.replace("<svg", "<figcaption><h3>Map</h3></figcaption><svg").replace("<figcaption>A ring.</figcaption>", "") })), []));

test("page count, size and a missing file are faults", async () => {
  assert.match((await kinds(page(), { pages: [1, 1] }))[0], /^pages: /);
  assert.match((await kinds(page(), { pages: [40, 50] }))[0], /^pages: /);
  assert.match((await kinds(page(), { maxKb: 1 }))[0], /^size: /);
  assert.deepEqual((await faultsOf(browser, join(folder, "none.html"))).map(({ kind }) => kind), ["file"]);
});
