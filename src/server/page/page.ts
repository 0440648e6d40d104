import type { OwnPaths } from '../own-paths.ts';
import { showStatus } from './script.ts';
import { style } from './style.ts';

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
  const common = { 'X-Content-Type-Options': 'nosniff', 'Cache-Control': 'no-store' };
  return new Response(text, { headers: { 'Content-Type': `${type}; charset=utf-8`, ...common, ...headers } });
}
