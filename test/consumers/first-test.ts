import { styleText } from 'node:util';
import { installing, quickInstall } from './packed/empty-project.ts';
import { blocksBelow, firstReadmeBlock } from './packed/markdown-block.ts';
import { pack } from './packed/pack.ts';
import { createUserFolder } from './packed/user-folder.ts';

/**
 * Measures the way of a new user, word for word as the README has it: `npm run first-test`. From an empty folder, the
 * install line, then the test of few lines against the client of the journey. Exit code 1: a test fails, it takes
 * longer than a minute, or it is more than five lines.
 */
const most = { seconds: 60, lines: 5 };

const folder = await createUserFolder();
try {
  const tarball = await pack(folder.path);
  const [test] = blocksBelow('The client suite');
  const [client] = blocksBelow('From an empty folder to a deployment', 'src/pact/README.md').filter(({ file }) => file);
  if (!test || !client?.file)
    throw new Error('README.md lacks the first test, or src/pact/README.md the client that it tests.');
  const lines = test.code.split('\n').filter((line) => /\w/.test(line)).length;

  const started = performance.now();
  await folder.runLines(installing(firstReadmeBlock('sh'), tarball), quickInstall);
  const installed = performance.now();
  await folder.write(client.file, client.code);
  await folder.write('first.test.ts', test.code);
  const report = await folder.run('npx', 'vitest', 'run');
  const ended = performance.now();

  const seconds = (from: number, to: number) => Math.round((to - from) / 100) / 10;
  console.log(
    report
      .split('\n')
      .filter((line) => /Tests |Test Files/.test(line))
      .join('\n'),
  );
  console.log(`install            ${seconds(started, installed)} s`);
  console.log(`first green test   ${seconds(installed, ended)} s`);
  console.log(`together           ${seconds(started, ended)} s of ${most.seconds} s`);
  console.log(`lines              ${lines} of ${most.lines}`);
  const isKept = ended - started <= most.seconds * 1000 && lines <= most.lines;
  console.log(isKept ? styleText('green', 'The promise is kept.') : styleText('red', 'The promise is broken.'));
  process.exitCode = isKept ? 0 : 1;
} finally {
  await folder.remove();
}
