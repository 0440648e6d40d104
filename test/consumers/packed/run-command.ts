import { execFile } from 'node:child_process';

// What an outer npm says about the command that it runs would make an inner npx run that one instead.
const inherited = Object.entries(process.env).filter(
  ([name]) => !/^npm_(command|lifecycle|package|config_(call|package|local_prefix))/i.test(name),
);
const env = { ...Object.fromEntries(inherited), NO_COLOR: '1', FORCE_COLOR: undefined };

/**
 * What a command writes to its standard output, run in a folder.
 *
 * @throws Error with all that the command wrote, when it fails or takes more than two minutes.
 */
export function runCommand(folder: string, [command = '', ...words]: readonly string[]): Promise<string> {
  return new Promise((resolve, reject) => {
    execFile(command, words, { cwd: folder, env, timeout: 120_000 }, (error, stdout, stderr) => {
      if (!error) return resolve(stdout);
      const line = [command, ...words].join(' ');
      reject(new Error(`Failed to run "${line}" in ${folder}.\n${stdout}${stderr}`, { cause: error }));
    });
  });
}
