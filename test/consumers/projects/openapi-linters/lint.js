import { spawnSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';

/** The warnings that are known, by rule: how many a document has, and why. */
const known = {
  'operation-2xx-response': { count: 2, why: 'Graph refuses DELETE of a schema always, on v1.0 and beta' },
  'operation-success-response': { count: 2, why: 'the same, by spectral' },
};

// redocly closes each part of a condition (if, then) to its own properties when it reads an example.
writeFileSync(
  'redocly.yaml',
  'extends: [recommended]\nrules:\n  no-invalid-media-type-examples:\n    severity: warn\n    allowAdditionalProperties: true\n',
);
writeFileSync('spectral.yaml', 'extends: ["spectral:oas"]\n');

const unlisted = [];
for (const name of ['openapi.json', 'openapi.documented.json']) {
  writeFileSync(name, documentIn(name));
  const redocly = JSON.parse(run('redocly', ['lint', '--config', 'redocly.yaml', '--format', 'json', name]));
  const spectral = JSON.parse(
    run('spectral', ['lint', '--ruleset', 'spectral.yaml', '--format', 'json', '--quiet', name]),
  );
  const found = [
    ...redocly.problems.map(({ ruleId, message }) => ({ rule: ruleId, message })),
    ...spectral.map(({ code, message, path }) => ({ rule: code, message: `${message} ${path.join('/')}` })),
  ];
  console.log(`${name}: redocly ${redocly.problems.length} warnings, spectral ${spectral.length}`);
  for (const [rule, { count, why }] of Object.entries(known)) {
    const met = found.filter((one) => one.rule === rule).length;
    console.log(`  ${met} × ${rule}: ${why}`);
    if (met !== count) unlisted.push(`${name}: ${rule} is known ${count} times, found ${met} times`);
  }
  for (const { rule, message } of found) if (!known[rule]) unlisted.push(`${name}: ${rule}: ${message}`);
}
for (const line of unlisted) console.error(line);
process.exitCode = unlisted.length === 0 ? 0 : 1;

/** The document as it is shipped; for the mistake, with a tag that it does not declare. */
function documentIn(name) {
  const text = readFileSync(`node_modules/external-connection-testkit/fixtures/${name}`, 'utf8');
  return process.argv[2] === 'undeclared-tag' ? text.replace('"tags": ["v1.0"]', '"tags": ["connections"]') : text;
}

function run(command, words) {
  const env = { ...process.env, REDOCLY_TELEMETRY: 'off', REDOCLY_SUPPRESS_UPDATE_NOTICE: 'true' };
  const { stdout, stderr } = spawnSync(`node_modules/.bin/${command}`, words, { env, encoding: 'utf8' });
  if (!/[[{]/.test(stdout)) throw new Error(`${command} printed no report: ${stderr}`);
  return stdout.slice(stdout.search(/[[{]/));
}
