import { createHash } from 'node:crypto';
import { showStatus } from './script.ts';
import { style } from './style.ts';

const script = `(${showStatus})()`;

const icon = "data:image/svg+xml,%3Csvg xmlns='http://www.w3.org/2000/svg'%3E%3C/svg%3E";

const html = `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>external-connection-testkit</title>
<link rel="icon" href="${icon}">
<style>${style}</style>
</head>
<body>
<header>
  <h1>external-connection-testkit</h1>
  <span id="live" class="chip" role="status"></span>
  <p>Microsoft Graph external connections, in memory.</p>
</header>
<main>
  <section class="card start">
    <p>Let your client use this in place of <code>https://graph.microsoft.com</code>:</p>
    <code class="root origin"></code>
    <p class="quiet"><span id="profile"></span>Any word will do as the bearer token.</p>
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
  <h2>Requests</h2>
  <section class="card">
    <p id="no-exchanges" class="empty">None yet. They appear here as they come, with the reason for each refusal.</p>
    <ol id="exchanges"></ol>
  </section>
</main>
<script>${script}</script>
</body>
</html>
`;

/** Nothing but this very style and script, and the data of this very server. */
const policy = [
  "default-src 'none'",
  `style-src '${hashOf(style)}'`,
  `script-src '${hashOf(script)}'`,
  "connect-src 'self'",
  'img-src data:',
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ');

/** The page that shows an emulator at work, in one piece: it loads nothing but `status.json`. */
export function pageResponse(): Response {
  return new Response(html, {
    headers: {
      'Content-Type': 'text/html; charset=utf-8',
      'Content-Security-Policy': policy,
      'X-Content-Type-Options': 'nosniff',
      'Referrer-Policy': 'no-referrer',
      'Cache-Control': 'no-store',
    },
  });
}

function hashOf(text: string): string {
  return `sha256-${createHash('sha256').update(text).digest('base64')}`;
}
