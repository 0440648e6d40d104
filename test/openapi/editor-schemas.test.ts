import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { Ajv } from 'ajv';
import { describe, expect, test } from 'vitest';
import { invalidCreateRequests, invalidSchemaRequests } from '../../src/builders/index.ts';
import { beyondJsonSchema } from '../../src/openapi/rule-notes.ts';
import { asRecord, ruleOf } from '../../src/rules/index.ts';
import { editorSchemas } from '../generate/fixtures.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));
const json = (path: string): unknown => JSON.parse(readFileSync(`${root}${path}`, 'utf8'));

const names = ['create-request', 'schema', 'item'] as const;

/** As an editor reads them: draft 7, with the formats of the draft alone. */
const ajv = new Ajv({ strict: true, allowUnionTypes: true, formats: { regex: isRegularExpression } });
const checkers = new Map(names.map((name) => [name, ajv.compile(asRecord(json(`schemas/${name}.json`)) ?? {})]));

function checker(name: (typeof names)[number], body: unknown): boolean {
  return checkers.get(name)?.(body) === true;
}

function isRegularExpression(text: string): boolean {
  try {
    return new RegExp(text) instanceof RegExp;
  } catch {
    return false;
  }
}

describe('schemas/', () => {
  test('has the bytes that npm run generate writes, and no other file', () => {
    const committed = readdirSync(`${root}schemas`).map((name) => [
      name,
      readFileSync(`${root}schemas/${name}`, 'utf8'),
    ]);

    expect(Object.fromEntries(committed)).toEqual(Object.fromEntries(editorSchemas()));
  });

  test.for([
    ['create-request', 'create-request.full.v1.0.json'],
    ['create-request', 'create-request.largest.v1.0.json'],
    ['create-request', 'create-request.minimal.json'],
    ['schema', 'schema.full.v1.0.json'],
    ['item', 'item.json'],
  ] as const)('%s.json accepts the fixture %s', ([name, fixture]) => {
    expect(checker(name, json(`fixtures/${fixture}`))).toBe(true);
  });

  test.for([
    ['create-request', invalidCreateRequests()],
    ['schema', invalidSchemaRequests()],
  ] as const)('%s.json refuses what the live service refuses in a body', ([name, catalogue]) => {
    const checked = catalogue.filter(
      ({ rule, body }) => asRecord(body) && ruleOf(rule).checkedBy === 'body' && !beyondJsonSchema.includes(rule),
    );
    const accepted = checked.filter(({ body }) => checker(name, body)).map(({ rule }) => rule);

    expect(checked.length).toBeGreaterThan(10);
    expect(new Set(accepted)).toEqual(new Set());
  });

  test('describes every property, at any depth, with a title', () => {
    const bare: string[] = [];
    const visit = (value: unknown, at: string): void => {
      for (const [name, inner] of Object.entries(asRecord(asRecord(value)?.properties) ?? {})) {
        const { title, description } = asRecord(inner) ?? {};
        if (typeof title !== 'string' || typeof description !== 'string') bare.push(`${at}/${name}`);
        visit(inner, `${at}/${name}`);
      }
      const { items, anyOf } = asRecord(value) ?? {};
      for (const part of [items, anyOf].flat()) if (part) visit(part, at);
    };
    for (const name of names) visit(json(`schemas/${name}.json`), name);

    expect(bare).toEqual([]);
  });
});
