import type { OwnPaths } from '../own-paths.ts';
import { showStatus } from './script.ts';

const script = `(${showStatus})();\n`;

const icon = "data:image/svg+xml,%3Csvg xmlns='http://www.w3.org/2000/svg'%3E%3C/svg%3E";

const html = `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>external-connection-testkit</title>
<link rel="icon" href="${icon}">
<link rel="stylesheet" href="_page/style.css">
</head>
<body>
<header>
  <h1>external-connection-testkit</h1>
  <span id="refused" class="chip bad" hidden></span>
  <span id="live" class="chip" role="status"></span>
  <p>Microsoft Graph external connections, in memory.</p>
</header>
<main>
  <section class="card start">
    <p>Let your client use this in place of <code>https://graph.microsoft.com</code>:</p>
    <code class="root origin"></code>
    <p class="quiet"><span id="profile"></span>Any word will do as the bearer token.</p>
    <form id="plan" class="actions">
      <label>Fault for the next request <select id="fault"></select></label>
      <button>Plan</button>
      <button id="reset" type="button">Reset</button>
      <span id="done" class="quiet" aria-live="polite"></span>
    </form>
  </section>
  <h2>Requests</h2>
  <section class="card">
    <p id="no-exchanges" class="empty">None yet. They appear here as they come, with the reason for each refusal.</p>
    <ol id="exchanges"></ol>
  </section>
  <h2>Connections <span id="connection-count"></span></h2>
  <section class="card">
    <p id="no-connections" class="empty">
      None yet. POST one to <code><span class="origin"></span>/v1.0/external/connections</code>.
    </p>
    <table id="connections" hidden>
      <thead><tr><th>Id</th><th>Name</th><th>State</th><th>Category</th></tr></thead>
      <tbody id="connection-rows"></tbody>
    </table>
  </section>
</main>
<script src="_page/script.js"></script>
</body>
</html>
`;

/** Nothing but the style, the script and the data of this very server. */
const policy = [
  "default-src 'none'",
  "style-src 'self'",
  "script-src 'self'",
  "connect-src 'self'",
  'img-src data:',
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ');

/** The page that shows an emulator at work: its HTML, style and script. It loads nothing else but data of the server. */
export const page: OwnPaths = {
  '/': { GET: () => file(html, 'text/html', { 'Content-Security-Policy': policy, 'Referrer-Policy': 'no-referrer' }) },
  '/_page/style.css': { GET: () => file(style, 'text/css') },
  '/_page/script.js': { GET: () => file(script, 'text/javascript') },
};

function file(text: string, type: string, headers: Readonly<Record<string, string>> = {}): Response {
  const common = { 'Content-Type': `${type}; charset=utf-8`, 'X-Content-Type-Options': 'nosniff' };
  return new Response(text, { headers: { ...common, ...headers } });
}

/** How the page looks: light or dark as the reader's system has it, and down to the width of a phone. */
export const style = `
:root {
  color-scheme: light dark;
  --paper: light-dark(#f7f7f5, #15171a);
  --card: light-dark(#ffffff, #1d2024);
  --line: light-dark(#e2e2de, #32363c);
  --ink: light-dark(#1f2328, #e6e8ea);
  --quiet: light-dark(#5d646c, #9aa3ad);
  --link: light-dark(#0b5cad, #7ab8ff);
  --good: light-dark(#116329, #6fdd8b);
  --good-paper: light-dark(#e3f4e7, #16301e);
  --bad: light-dark(#a40e26, #ff9aa2);
  --bad-paper: light-dark(#fdebec, #3a1a1e);
  --warn: light-dark(#7d4e00, #f2c26b);
  --warn-paper: light-dark(#fff3dc, #332710);
}
* { box-sizing: border-box; }
body {
  margin: 0 auto; padding: 2rem 1.25rem 4rem; max-width: 62rem;
  background: var(--paper); color: var(--ink);
  font: 16px/1.5 system-ui, -apple-system, 'Segoe UI', Roboto, sans-serif;
}
code, .path, time { font-family: ui-monospace, SFMono-Regular, Menlo, Consolas, monospace; font-size: .9em; }
a { color: var(--link); }
h1 { margin: 0; font-size: 1.3rem; }
h2 { margin: 2.25rem 0 .6rem; font-size: 1.05rem; }
h2 span { color: var(--quiet); font-weight: normal; }
p { margin: 0; }
header { display: flex; flex-wrap: wrap; gap: .25rem 1rem; align-items: baseline; }
header h1 { margin-right: auto; }
header p { color: var(--quiet); flex-basis: 100%; order: 3; }
.chip { padding: .1rem .6rem; border-radius: 1rem; font-size: .85rem; white-space: nowrap; }
.good { color: var(--good); background: var(--good-paper); }
.bad { color: var(--bad); background: var(--bad-paper); }
.warn { color: var(--warn); background: var(--warn-paper); }
.card { background: var(--card); border: 1px solid var(--line); border-radius: .6rem; }
.start { margin-top: 1.5rem; padding: 1rem 1.25rem 1.1rem; }
.root { display: block; margin: .3rem 0 .5rem; font-size: 1.25rem; overflow-wrap: anywhere; user-select: all; }
.quiet, .aside, .empty { color: var(--quiet); }
.aside { font-size: .9rem; }
.early { color: var(--warn); }
.empty { padding: .9rem 1.25rem; }
.empty code { overflow-wrap: anywhere; }
table { width: 100%; border-collapse: collapse; }
th, td { padding: .55rem 1.25rem; text-align: left; vertical-align: top; overflow-wrap: anywhere; }
th, td:nth-child(n + 3) { overflow-wrap: normal; white-space: nowrap; }
th { color: var(--quiet); font-size: .8rem; font-weight: 600; }
td { border-top: 1px solid var(--line); }
.actions { display: flex; flex-wrap: wrap; gap: .5rem .75rem; align-items: center; margin-top: .8rem; }
button, select { font: inherit; padding: .2rem .7rem; color: var(--ink); background: var(--paper); border: 1px solid var(--line); border-radius: .4rem; max-width: 100%; }
button { cursor: pointer; }
:focus-visible { outline: 2px solid var(--link); outline-offset: 2px; }
details { margin-top: .3rem; }
summary { color: var(--quiet); font-size: .9rem; cursor: pointer; width: fit-content; }
h3 { margin: .7rem 0 .2rem; font-size: .9rem; }
pre { margin: 0 0 .6rem; padding: .6rem .8rem; max-height: 24rem; overflow: auto; white-space: pre-wrap; overflow-wrap: anywhere; font-size: .85rem; background: var(--paper); border: 1px solid var(--line); border-radius: .4rem; }
ol { margin: 0; padding: 0; list-style: none; }
li { padding: .7rem 1.25rem; }
li + li { border-top: 1px solid var(--line); }
.said { display: flex; flex-wrap: wrap; gap: .2rem .9rem; align-items: baseline; }
.said time { color: var(--quiet); }
.path { flex: 1 1 14rem; overflow-wrap: anywhere; }
.why { margin: .6rem 0 .2rem; padding: .1rem 0 .1rem .9rem; border-left: 3px solid var(--bad); overflow-wrap: anywhere; }
.why.advice { border-color: var(--warn); }
.why .fix::before { content: '→ '; }
.why .quiet { font-size: .9rem; }
@media (max-width: 36rem) {
  body { padding: 1.25rem .75rem 3rem; }
  h1 { font-size: 1.1rem; }
  th, td, li, .empty, .start { padding-left: .9rem; padding-right: .9rem; }
  thead { display: none; }
  tr { display: block; padding: .45rem 0; }
  tr + tr { border-top: 1px solid var(--line); }
  td { display: flex; gap: .75rem; padding-top: .1rem; padding-bottom: .1rem; border: 0; }
  td:nth-child(n + 3) { white-space: normal; }
  td::before { content: attr(data-label); flex: 0 0 5rem; color: var(--quiet); font-size: .85rem; }
  .said { gap: .2rem .6rem; font-size: .9rem; }
  .said .chip { margin-left: auto; font-size: .78rem; }
  .said .path, .said .aside { flex-basis: 100%; order: 4; }
}
`;
