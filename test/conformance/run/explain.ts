import type { Counterexample } from './run.ts';
import type { Decision } from './value.ts';

/** A counterexample for a person: the value, who says what, and which rules it breaks. */
export function explainCounterexample({ place, body, request, decisions, differs, broken }: Counterexample): string {
  const { kind, profile, version } = place;
  return [
    `${Object.keys(decisions).join(' and ')} differ in ${words[differs]} (${kind}, ${profile}, ${version}):`,
    `  value: ${request ? `${JSON.stringify(request.headers)} ${request.text}` : JSON.stringify(body)}`,
    ...Object.entries(decisions).map(([name, decision]) => `  ${name} ${said(decision)}`),
    `  rules that it breaks: ${broken.join(', ') || 'none'}`,
  ].join('\n');
}

const words = { accepts: 'whether they accept it', rule: 'the rule that is broken', response: 'the response' } as const;

function said({ accepts, rule, response }: Decision): string {
  if (accepts) return 'accepts it';
  return ['refuses it', ...(rule ? [`for ${rule}`] : []), ...(response ? [`with ${response}`] : [])].join(' ');
}
