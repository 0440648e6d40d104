import { type Command, InvalidArgumentError, Option } from 'commander';
import type { VerifyFlags } from './verify.ts';
import { wholeNumber } from './whole-number.ts';

/**
 * The command `verify` with its flags and help.
 *
 * @param end takes its exit code.
 */
export function addVerify(program: Command, end: (exitCode: number) => void): Command {
  return program
    .command('verify')
    .summary('verify that a provider holds its pacts')
    .description(
      "Lets Pact's Verifier play each interaction of the pacts against a provider: an emulator, a server, or a tenant of Graph.",
    )
    .argument('[pact...]', 'pact files; none takes those of the broker, else the contracts of this package')
    .option('--graph-url <url>', 'root of the provider; default: an emulator in memory, profile live')
    .option('--provider <name>', 'verify the pacts of this provider alone')
    .option('--provider-states-url <url>', 'where to ask for provider states; default: where serve has them')
    .option('--states <file>', 'JSON file with what the provider states of your pacts mean')
    .option('--timeout <seconds>', 'longest wait for a response', wholeNumber(1), 30)
    .option('--json', 'print the results as JSON')
    .option('--junit <file>', 'write the results as JUnit XML too')
    .optionsGroup('A tenant of Graph:')
    .option('--token-env <name>', 'environment variable with an access token; only what is safe takes place')
    .option('--unsafe', 'let slow interactions take place too; existing connections are left alone all the same')
    .option('--dry-run', 'print what would be sent, and send nothing')
    .optionsGroup('A broker (token from PACT_BROKER_TOKEN, or PACT_BROKER_USERNAME and PACT_BROKER_PASSWORD):')
    .option('--broker-url <url>', 'where to get pacts')
    .option('--selector <selector>', 'such as mainBranch, branch=main or JSON; may be repeated', addSelector)
    .option('--enable-pending', 'let pacts fail that this provider has never held')
    .option('--include-wip-since <date>', 'verify pacts in progress since then')
    .option('--publish-version <version>', 'publish the results for this version of the provider')
    .option('--branch <name>', 'branch of that version')
    .option('--tag <name>', 'tag of that version; may be repeated', (tag: string, tags: string[] = []) => [
      ...tags,
      tag,
    ])
    .addOption(new Option('--build-url <url>', 'run of the pipeline, for the broker to show'))
    .addHelpText('after', `\n${exampleLines}\n\n${exitCodes}`)
    .action(async (pacts: string[], flags: VerifyFlags) =>
      end(await (await import('./verify.ts')).verify(pacts, flags)),
    );
}

const exampleLines = [
  'Examples:',
  '  $ npx external-connection-testkit verify pacts/*.json',
  '  $ npx external-connection-testkit verify --graph-url http://127.0.0.1:3000 pacts/*.json',
  '  $ npx external-connection-testkit verify --states states.json pacts/*.json',
  '  $ npx external-connection-testkit verify --graph-url https://graph.microsoft.com --token-env GRAPH_TOKEN --dry-run',
  '  $ npx external-connection-testkit verify --broker-url https://broker.example --selector mainBranch',
].join('\n');

const exitCodes =
  'Exit code: 0 verified, 1 an interaction failed, 2 it could not be verified, or the broker did not accept the results.';

function addSelector(text: string, selectors: readonly object[] = []): readonly object[] {
  return [...selectors, selectorOf(text)];
}

/** `mainBranch` and `branch=main` are short for JSON. */
function selectorOf(text: string): object {
  if (!text.startsWith('{')) {
    const [name = '', ...value] = text.split('=');
    return { [name]: value.length === 0 ? true : value.join('=') };
  }
  try {
    return JSON.parse(text);
  } catch {
    throw new InvalidArgumentError('Use mainBranch, branch=main, or JSON such as {"environment":"production"}.');
  }
}
