import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import type { Act } from '../../console/acts/act.ts';
import { firstAttempt, nextAttempt, refused } from '../../console/acts/attempt.ts';
import { offers } from '../../console/acts/offers.ts';
import { ApiProblem } from '../../console/api/problem.ts';
import { enumerationOf } from '../../console/forms/enumeration.ts';
import type { Field } from '../../console/forms/field.ts';
import { fieldsOf, fieldsWithin } from '../../console/forms/fields-of.ts';
import { actWords } from '../../console/words/acts.ts';
import { fieldWords } from '../../console/words/fields.ts';
import { fieldHelp } from '../../console/words/help.ts';
import { labels } from '../../shared/labels/table.ts';

/** Made from docs/openapi.yaml by this script, as before each build of the console. */
const folder = join(import.meta.dirname, '..', '..', 'console', 'generated', 'acts');
/** What machines alone take, and the check of a signature, whose body is any bytes. */
const withoutForm = new Set(['registerWebhook', 'checkSignature', 'receiveWarnings', 'tellOutcomes']);
/** Values of a technical standard, which read the same in every language. */
const technical = new Set(['EdDSA', 'ES256']);

let acts: readonly Act[];

beforeAll(async () => {
  await import('../../console/build/acts.ts');
  const files = readdirSync(folder).filter((name) => name.endsWith('.ts'));
  const modules: readonly Readonly<Record<string, Act>>[] = await Promise.all(files.map((name) => import(join(folder, name))));
  acts = modules.flatMap((module) => Object.values(module)).filter(({ operationId }) => !withoutForm.has(operationId));
});

const fieldsIn = (act: Act): readonly Field[] => [
  ...(act.body === undefined ? [] : fieldsWithin(fieldsOf(act.body.schema))),
  ...Object.entries(act.params).map(([name, schema]) => fieldsOf(schema, name)),
];
/** The values that a person chooses among, with those that tell variants apart. */
const choicesIn = (act: Act): readonly (readonly string[])[] =>
  fieldsIn(act).flatMap((field) => {
    if (field.kind === 'choice' || field.kind === 'choices' || field.kind === 'open-choice') return [field.values];
    return field.kind === 'variants' ? [field.variants.map(({ value }) => value)] : [];
  });

describe('the acts of the console', () => {
  test('are described from the document: what they need, and when they can be done', () => {
    expect(acts.length).toBeGreaterThan(90);
    const extend = acts.find(({ operationId }) => operationId === 'extendOrder');
    expect(extend).toMatchObject({
      path: '/v1/orders/{orderId}/extend',
      method: 'post',
      action: 'order.extend',
      ifMatch: true,
      idempotent: true,
    });
    expect(acts.find(({ operationId }) => operationId === 'registerBank')?.method).toBe('put');
  });

  test('have words in both languages, and no words are left over', () => {
    expect(acts.filter(({ operationId }) => actWords[operationId] === undefined).map(({ operationId }) => operationId)).toEqual(
      [],
    );
    const known = new Set<string>(acts.map(({ operationId }) => operationId));
    expect(Object.keys(actWords).filter((id) => !known.has(id))).toEqual([]);
    expect(Object.values(actWords).filter(([zh, en]) => !/\p{sc=Han}/u.test(zh) || /\p{sc=Han}/u.test(en))).toEqual([]);
  });

  test('have a word for each field, and no words are left over', () => {
    const used = new Set<string>();
    const missing = acts.flatMap((act) =>
      [...fieldsIn(act), ...decidingIn(act)].flatMap(({ name, path }) => {
        if (name === '') return [];
        const key = [`${act.operationId}${path}`, name].find((one) => fieldWords[one] !== undefined);
        if (key === undefined) return [`${act.operationId}${path}`];
        used.add(key);
        return [];
      }),
    );
    expect(missing).toEqual([]);
    const shapes = acts.flatMap((act) =>
      fieldsIn(act).flatMap((field) => (field.kind === 'shapes' ? field.shapes().map(({ value }) => value) : [])),
    );
    for (const name of shapes) used.add(name);
    expect(Object.keys(fieldWords).filter((key) => !used.has(key))).toEqual([]);
  });

  test('help with fields that there are', () => {
    const keys = new Set(acts.flatMap((act) => fieldsIn(act).flatMap(({ name, path }) => [name, `${act.operationId}${path}`])));
    expect(Object.keys(fieldHelp).filter((key) => !keys.has(key))).toEqual([]);
  });

  test('have words of the API for every value that a person chooses among', () => {
    const wordless = acts.flatMap((act) =>
      choicesIn(act)
        .filter((values) => !values.every((value) => technical.has(value)) && enumerationOf(labels, values) === undefined)
        .map((values) => `${act.operationId}: ${values.join('|')}`),
    );
    expect(wordless).toEqual([]);
  });

  test('have a field for each member, none of them to be typed as JSON but the keys of a bank and of a provider', () => {
    const asJson = acts.flatMap((act) =>
      fieldsIn(act)
        .filter(({ kind }) => kind === 'json')
        .map(({ path }) => `${act.operationId}${path}`),
    );
    expect(asJson).toEqual(['registerBank/jwks', 'registerChannel/jwks']);
  });
});

/** The member that tells variants apart, which has a label too. */
function decidingIn(act: Act): readonly { readonly name: string; readonly path: string }[] {
  return fieldsIn(act).flatMap((field) =>
    field.kind === 'variants' ? [{ name: field.by, path: `${field.path}/${field.by}` }] : [],
  );
}

describe('the key of a sending', () => {
  const keys = (): (() => string) => {
    let n = 0;
    return () => `key-${++n}`;
  };

  test('stays while it is not known whether the command arrived, whatever is changed meanwhile', () => {
    const newKey = keys();
    const first = nextAttempt(firstAttempt(newKey), 'a', newKey);
    expect(nextAttempt(first, 'a', newKey).key).toBe('key-1');
    expect(nextAttempt(first, 'b', newKey).key).toBe('key-1');
  });

  test('is another one for what was changed after a refusal, and the same for the same again', () => {
    const newKey = keys();
    const first = refused(nextAttempt(firstAttempt(newKey), 'a', newKey), 'INPUT_INVALID');
    expect(nextAttempt(first, 'a', newKey).key).toBe('key-1');
    expect(nextAttempt(first, 'b', newKey).key).toBe('key-2');
  });

  test('stays once an earlier sending turns out to be carried out, so that no change of the form happens besides', () => {
    const newKey = keys();
    const lost = nextAttempt(firstAttempt(newKey), 'a', newKey);
    const changed = refused(nextAttempt(lost, 'b', newKey), 'IDEMPOTENCY_KEY_REUSED');
    expect(nextAttempt(changed, 'b', newKey).key).toBe('key-1');
    expect(nextAttempt(changed, 'c', newKey).key).toBe('key-1');
  });
});

describe('an act is offered', () => {
  const extend = { action: 'order.extend', states: ['stopped'] };
  const may = new Set(['order.extend']);

  test('to a person who may do it, in a state of the thing that takes it', () => {
    expect(offers(extend, { may, state: 'stopped' })).toBe(true);
    expect(offers(extend, { may, state: 'released' })).toBe(false);
    expect(offers(extend, { may: new Set(), state: 'stopped' })).toBe(false);
  });

  test('in every state where the document names none, and where there is no thing yet', () => {
    expect(offers({ action: 'order.extend' }, { may, state: 'released' })).toBe(true);
    expect(offers(extend, { may })).toBe(true);
  });
});

describe('a refusal', () => {
  const refusal = (body: object, status = 400) =>
    new ApiProblem(new Response(null, { status }), { title: '不符合', code: 'SOME_CODE', ...body });

  test('says what is wrong at each place that it names, with a rule or with its title', () => {
    expect(refusal({ errors: [{ in: 'body', path: '/reason', rule: '必填' }] }).errors).toEqual([
      { in: 'body', path: '/reason', rule: '必填' },
    ]);
    expect(refusal({ paths: ['/officers/1'] }).errors).toEqual([{ in: 'body', path: '/officers/1', rule: '不符合' }]);
    expect(refusal({ path: '/endpoint', rule: 'https' }).errors).toEqual([{ in: 'body', path: '/endpoint', rule: 'https' }]);
  });

  test('keeps what else it says, and survives what is no problem at all', () => {
    expect(refusal({ state: 'open', correlationId: 'cor-1' }, 409)).toMatchObject({
      kind: 'failed',
      code: 'SOME_CODE',
      details: { state: 'open' },
    });
    expect(refusal({ version: 3 }, 412)).toMatchObject({ kind: 'conflict', details: { version: 3 } });
    expect(new ApiProblem(new Response(null, { status: 502 }), 'no JSON')).toMatchObject({
      status: 502,
      errors: [],
      details: {},
    });
    expect(new ApiProblem()).toMatchObject({ kind: 'offline', status: 0 });
  });
});
