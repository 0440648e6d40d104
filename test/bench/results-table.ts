import type { Results } from './results.ts';
import { isMet, nameOf, type Row } from './row.ts';

/** The columns of the table. */
export const columns = ['', 'ours', 'peer', 'ratio', 'target'] as const;

/** A row in words; a target that is missed says so, and where it is explained, why. */
export function cellsOf(row: Row, missed: Results['missed'] = {}): readonly string[] {
  const { what, ours, peer, unit, ratio, note } = row;
  return [
    note === undefined ? what : `${what} (${note})`,
    `${shown(ours)} ${unit}`,
    peer ? `${shown(peer.figure)} ${unit}: ${peer.name}` : '',
    ratio === undefined ? '' : shown(ratio),
    targetOf(row, missed[nameOf(row)]?.because),
  ];
}

function targetOf(row: Row, because: string | undefined): string {
  const { target, unit } = row;
  if (!target) return '';
  const limit = target.atMost === undefined ? `≥ ${target.atLeast}` : `≤ ${target.atMost}`;
  const promise = target.of === 'ours' ? `${limit} ${unit}` : limit;
  if (isMet(row)) return `${promise}: met`;
  return `${promise}: missed${because === undefined ? '' : `: ${because}`}`;
}

/** Two digits where there are not more before the point. */
function shown(figure: number): string {
  if (figure >= 100) return figure.toFixed(0);
  return figure >= 10 ? figure.toFixed(1) : figure.toFixed(2);
}
