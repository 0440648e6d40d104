import { checkCreateRequest, explainViolation, schemasFor, type Violation } from '../schemas/index.ts';
import type { ContractContext } from './contract-context.ts';
import { differences } from './differences.ts';
import type { Interaction } from './interaction.ts';
import { exampleOf } from './matcher.ts';
import type { Redact } from './redactor.ts';
import { bodyOf, type SentRequest } from './sent-request.ts';

interface Judged {
  readonly own: SentRequest;
  /** The rules that it broke, if Pact did not accept it. */
  readonly violations: readonly Violation[];
  readonly redact: Redact;
}

/** What is wrong in the request of an interaction: the rules that it breaks, then what was not to be sent so. */
export function wrongInRequest(interaction: Interaction, judged: Judged, context: ContractContext): string[] {
  const { own, redact } = judged;
  const broken = judged.violations.filter((violation) => !isWanted(violation, interaction, context));
  return [
    // What a rule says and where it comes from holds no secret; what was found may.
    ...broken.map((violation) => explainViolation({ ...violation, message: redact(violation.message) })),
    ...(own.query.size > 0
      ? [`The request has a query (${redact([...own.query.keys()].join(', '))}), and needs none.`]
      : []),
    ...wrongBody(interaction, own, context).map(redact),
  ];
}

/** Whether the interaction is about this very violation. */
function isWanted({ rule, path }: Violation, { request }: Interaction, { version }: ContractContext): boolean {
  if (path === 'header Authorization') return request.headers.Authorization === undefined;
  const wanted = checkCreateRequest(exampleOf(request.body), { profile: 'live', version });
  return wanted.some((violation) => violation.rule === rule && violation.path === path);
}

function wrongBody(interaction: Interaction, own: SentRequest, context: ContractContext): string[] {
  const wanted = exampleOf(interaction.request.body);
  const sent = bodyOf(own);
  if (wanted === undefined) return own.text === '' ? [] : ['The request has a body, and needs none.'];
  // What is no JSON, has broken a rule.
  if (sent === undefined) return [];
  return differences(asRead(wanted, interaction, context), asRead(sent, interaction, context));
}

/** A body as the service reads it: "SEARCH,compliance" is "search, compliance". */
function asRead(body: unknown, { operation }: Interaction, { version }: ContractContext): unknown {
  const { createRequest, schemaRequest } = schemasFor({ profile: 'documented', version });
  const read = operation === 'updateSchema' ? schemaRequest.safeParse(body) : createRequest.safeParse(body);
  return read.success ? read.data : body;
}
