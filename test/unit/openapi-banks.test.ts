import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import * as z from 'zod';
import { pushExamples } from '../../functions/bank-orders/push-examples.ts';
import { bankDocument } from '../../functions/openapi/bank-document.ts';
import { BankInstruction } from '../../shared/freezes/answers.ts';
import { resultCodeList } from '../../shared/freezes/bank-answer/result-codes.ts';
import { instructionKinds } from '../../shared/freezes/order/instructions.ts';
import { createTestApi } from '../support/api.ts';
import { bankOpenApiYaml, exampleTokens } from '../support/openapi-yaml.ts';
import { bankClerk, raiseAlertInput } from '../support/samples.ts';

const Union = z.looseObject({
  oneOf: z.array(z.object({ $ref: z.string() })),
  discriminator: z.object({ propertyName: z.string(), mapping: z.record(z.string(), z.string()) }),
});
const Form = z.looseObject({
  properties: z.record(z.string(), z.looseObject({ enum: z.array(z.string()).optional() })),
  required: z.array(z.string()),
});
const whole: unknown = JSON.parse(JSON.stringify(bankDocument(exampleTokens)));
const document = json().parse(whole);

function json() {
  return z.looseObject({
    paths: z.record(z.string(), z.record(z.string(), z.looseObject({ responses: z.record(z.string(), z.unknown()) }))),
    webhooks: z.looseObject({
      instruction: z.object({
        post: z.looseObject({
          requestBody: z.object({
            content: z.object({
              'application/json': z.looseObject({ examples: z.record(z.string(), z.object({ value: z.unknown() })) }),
            }),
          }),
        }),
      }),
    }),
    components: z.looseObject({ schemas: z.record(z.string(), z.unknown()), securitySchemes: z.record(z.string(), z.unknown()) }),
  });
}

const form = (ref: string) => Form.parse(document.components.schemas[ref.replace('#/components/schemas/', '')]);

describe("the banks' document", () => {
  test('has what a bank calls and gets, and nothing of police, cases or standards', () => {
    const called = Object.keys(document.paths);
    expect(called).toEqual(
      expect.arrayContaining([
        '/v1/bank/orders',
        '/v1/bank/orders/{orderId}/result',
        '/v1/bank/signature-check',
        '/v1/bank/reports',
        '/v1/banks/{bankId}',
        '/v1/jwks',
        '/v1/openapi-banks.json',
      ]),
    );
    // the policy has the figures that the guide names; of objections only what a bank does
    expect(called.filter((path) => !/^\/v1\/(?:bank\/|banks\/|objections|jwks|health|policy|openapi-banks)/.test(path))).toEqual(
      [],
    );
    expect(called.filter((path) => /decide|assign|request-information|supervision(?:-response)?$/.test(path))).toEqual([]);
    expect(Object.keys(form('#/components/schemas/BankObjection').properties)).not.toContain('order');
    expect(Object.keys(document.webhooks)).toEqual(['instruction', 'question']);
  });

  test('is what docs/openapi-banks.yaml says, and what the service serves without a token', async () => {
    expect(readFileSync(new URL('../../docs/openapi-banks.yaml', import.meta.url), 'utf8')).toBe(bankOpenApiYaml());
    const served = await createTestApi().call(undefined, 'GET', '/v1/openapi-banks.json');
    expect(served.body).toEqual(whole);
  });

  test('tells instructions apart by what they order', () => {
    const { oneOf, discriminator } = Union.parse(document.components.schemas['BankInstruction']);
    expect(discriminator.propertyName).toBe('instruction');
    expect(Object.keys(discriminator.mapping)).toEqual([...instructionKinds]);
    expect(oneOf).toHaveLength(instructionKinds.length);
    for (const kind of instructionKinds) {
      const { properties, required } = form(discriminator.mapping[kind] ?? '');
      expect(properties['instruction']?.enum).toEqual([kind]);
      expect(required.includes('termMonths')).toBe(kind === 'freeze' || kind === 'renew');
    }
  });

  test('tells results apart by their code: each code in one form, an executed one with its time', () => {
    const { discriminator } = Union.parse(document.components.schemas['BankResult']);
    expect(Object.keys(discriminator.mapping).toSorted()).toEqual([...resultCodeList].toSorted());
    expect(form(discriminator.mapping['0000'] ?? '').required).toContain('effectiveAt');
    expect(form(discriminator.mapping['0300'] ?? '').properties).not.toHaveProperty('stoppedFen');
  });

  test.each(instructionKinds)('has an example of the push of %s, which is what the gateway would send', (kind) => {
    const { examples } = document.webhooks.instruction.post.requestBody.content['application/json'];
    expect(examples[kind]?.value).toEqual(pushExamples[kind]);
    expect(BankInstruction.parse(pushExamples[kind])).toEqual({ ...pushExamples[kind], instruction: kind });
  });

  test('says where tokens are to be had', () => {
    expect(document.components.securitySchemes['token']).toMatchObject({
      type: 'oauth2',
      flows: { clientCredentials: { tokenUrl: exampleTokens.tokenUrl } },
    });
  });

  test('says which headers come with an answer and with a problem', () => {
    const responses = document.paths['/v1/banks/{bankId}']?.['put']?.responses ?? {};
    const headers = (status: string) =>
      Object.keys(z.looseObject({ headers: z.record(z.string(), z.unknown()) }).parse(responses[status]).headers);
    expect(headers('200')).toEqual(['x-correlation-id', 'etag', 'idempotency-replayed']);
    expect(headers('400')).toEqual(['x-correlation-id', 'content-language']);
    expect(headers('503')).toEqual(['x-correlation-id', 'content-language', 'retry-after']);
  });
});

test('a bank whose clock is ahead is told the time of Cordon', async () => {
  const api = createTestApi();
  const report = { ...raiseAlertInput(), receivedAt: '2026-11-22T05:00:00+00:00' };
  const { source: _, ...body } = report;
  expect(await api.call(bankClerk, 'POST', '/v1/bank/reports', { body })).toMatchObject({
    status: 400,
    body: { code: 'TIME_IN_FUTURE', now: api.now },
  });
});
