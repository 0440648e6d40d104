import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { root } from './projects.ts';

describe.for(globSync('.github/workflows/*.yml', { cwd: root }))('%s', (file) => {
  const text = readFileSync(join(root, file), 'utf8');
  const jobs = text.split(/^ {2}(?=\w+:$)/m).slice(1);

  test('pins every action by its commit', () => {
    const actions = [...text.matchAll(/uses: (.*)$/gm)].map(([, action = '']) => action);

    expect(actions.filter((action) => !/^[\w/-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+$/.test(action))).toEqual([]);
  });

  test('runs no script of a dependency and no test in a job with an identity token', () => {
    const trusted = jobs.filter((job) => job.includes('id-token: write'));
    const commands = trusted.flatMap((job) => [...job.matchAll(/run: (npm .*|bash .*)$/gm)].map(([, line]) => line));

    expect(commands.filter((line) => !/^npm (ci --ignore-scripts|publish )/.test(line ?? ''))).toEqual([]);
  });
});
