import type { RuleRow } from './rule.ts';
import { sources } from './sources.ts';

const none = { accepts: [], rejects: [] } as const;

/** How a body or a batch is written, which no parsed body shows. */
export const transportRules = {
  'body.charset': {
    ...none,
    operations: [],
    paths: ['text'],
    message: 'The body must be in UTF-8: what is not has become U+FFFD.',
    fix: 'Send UTF-8; Windows PowerShell 5.1 does so with -ContentType "application/json; charset=utf-8".',
    evidence: 'observed',
    source: sources.charsetReport,
    error: 'bodyUnreadable',
  },
  'body.mark': {
    ...none,
    operations: [],
    paths: ['text'],
    message: 'The body must begin without a byte order mark.',
    fix: 'Save the file as UTF-8 without a byte order mark.',
    evidence: 'inferred',
    source: sources.jsonMark,
    error: 'bodyUnreadable',
  },
  'url.version': {
    ...none,
    operations: [],
    paths: ['path'],
    message: 'A URL must have the version once; the URL of a part of a batch must begin behind it.',
    fix: 'Write "/external/connections" in a part of a batch, without root and version.',
    evidence: 'observed',
    source: sources.batchUrlReports,
    error: 'segmentUnknown',
  },
  'batch.contentType': {
    ...none,
    operations: [],
    paths: ['/requests/*/headers'],
    message: 'A part with a body must have the header Content-Type.',
    fix: 'Add "headers": { "Content-Type": "application/json" } to the part.',
    evidence: 'observed',
    source: sources.batchTypeReports,
    error: 'batchPartUntyped',
  },
  'batch.dependsOn': {
    ...none,
    operations: [],
    paths: ['/requests/*/depends_on'],
    message: 'A part must name the parts before it in dependsOn: depends_on is ignored.',
    fix: 'Send dependsOn. The Python SDK writes depends_on: send parts that depend on each other one by one.',
    evidence: 'observed',
    source: sources.pythonBatch,
    error: 'batchMalformed',
  },
} as const satisfies Record<string, RuleRow>;
