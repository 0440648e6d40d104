import { execFile } from 'node:child_process';

// What an outer npm says about the command that it runs would make an inner npx run that one instead.
const inherited = Object.entries(process.env).filter(
  ([name]) => !/^npm_(command|lifecycle|package|config_(call|package|local_prefix))/i.test(name),
);
const env = { ...Object.fromEntries(inherited), NO_COLOR: '1', FORCE_COLOR: undefined };

/**
 * What a command writes to its standard output, run in a folder, with variables beside those of this process.
 *
 * @throws Error with all that the command wrote, when it fails or takes more than five minutes.
 */
export function runCommand(
  folder: string,
  [command = '', ...words]: readonly string[],
  more: Readonly<Record<string, string>> = {},
): Promise<string> {
  return new Promise((resolve, reject) => {
    const options = { cwd: folder, env: { ...env, ...more }, timeout: 300_000 };
    execFile(command, words, options, (error, stdout, stderr) => {
      if (!error) return resolve(stdout);
      const line = [command, ...words].join(' ');
      reject(new Error(`Failed to run "${line}" in ${folder}.\n${stdout}${stderr}`, { cause: error }));
    });
  });
}
