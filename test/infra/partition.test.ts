import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import * as z from 'zod';
import { ofType, synthesize } from '../support/synth.ts';

const { directory, running } = synthesize('prod');
const templates = ['CordonData', 'CordonWork', 'CordonApp', 'CordonApi', 'CordonRoutes', 'CordonAlarms'].map((name) =>
  readFileSync(join(directory, `${name}-prod.template.json`), 'utf8'),
);

test.each(templates)('the template belongs to every partition', (template) => {
  expect(template).not.toMatch(/arn:aws[a-z-]*:/);
  expect(template).not.toMatch(/\b(us|eu|ap|cn|sa|ca|me|af)-(north|south|east|west|central)[a-z]*-\d\b/);
});

test.each(templates)('domains stand only in the names of service principals, which are the same everywhere', (template) => {
  const others = template
    .split('\n')
    .filter((line) => line.includes('amazonaws.com'))
    .filter((line) => !/^\s*"(Service|Principal)": "[a-z0-9]+\.amazonaws\.com",?$/.test(line));
  expect(others).toEqual([]);
});

test.each(templates)('the template names no account', (template) => {
  expect(template).not.toMatch(/\b\d{12}\b/);
});

test('in production the callers that wait leave room for alarms and results', () => {
  const reserved = ofType(running, 'AWS::Lambda::Function').flatMap(([id, { Properties }]) => {
    const most = Properties['ReservedConcurrentExecutions'];
    return most === undefined ? [] : [[id.replace(/[0-9A-F]{8}$/, ''), most]];
  });
  expect(reserved.toSorted()).toEqual([
    ['ApiBankInbox', 400],
    ['ApiChanges', 400],
  ]);
});

test('no stack is near the 500 resources that CloudFormation takes', () => {
  for (const template of templates) {
    const { Resources } = z.looseObject({ Resources: z.record(z.string(), z.unknown()) }).parse(JSON.parse(template));
    expect(Object.keys(Resources).length).toBeLessThan(480);
  }
});
