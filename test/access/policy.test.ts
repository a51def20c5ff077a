import { readFileSync } from 'node:fs';
import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { decideAccess, mayEver, shutOut } from '../../shared/access/decide-access.ts';
import { type Action, accessPolicy } from '../../shared/access/policy.ts';
import { roles } from '../../shared/access/roles.ts';
import { type Actor, callerKinds, districts } from '../../shared/kernel/context.ts';
import type { Thing } from '../../shared/kernel/thing.ts';
import { accessDoc } from '../support/access-doc.ts';

const actions = Object.keys(accessPolicy) as Action[];

const anyActor: fc.Arbitrary<Actor> = fc
  .record({
    agency: fc.constantFrom('police-haidian', 'police-city', 'bank-a', 'bank-b', 'regulator'),
    agencyKind: fc.constantFrom(...callerKinds),
    district: fc.option(fc.constantFrom(...districts), { nil: undefined }),
    roles: fc.subarray([...roles, 'unheard-of']),
  })
  .map(({ district, ...rest }) => ({ ...rest, subject: 's', ...(district === undefined ? {} : { district }) }));

const anyThing: fc.Arbitrary<Thing> = fc.record({
  district: fc.constantFrom(...districts),
  agencies: fc.constantFrom(['police-haidian'], ['police-city'], []),
  addressedTo: fc.constantFrom('bank-a', 'bank-b'),
});

describe('the access policy', () => {
  test('refuses each action that could be allowed on no thing', () => {
    fc.assert(
      fc.property(fc.constantFrom(...actions), anyActor, anyThing, (action, actor, thing) => {
        const access = decideAccess(action, actor, thing);
        return access.outcome !== 'allowed' || mayEver(action, actor);
      }),
    );
    expect(actions.length).toBeGreaterThan(20);
  });

  test('refuses a caller before the load only with the answer that the thing itself would give', () => {
    fc.assert(
      fc.property(fc.constantFrom(...actions), anyActor, anyThing, (action, actor, thing) => {
        const outcome = shutOut(action, actor, true);
        return outcome === undefined || decideAccess(action, actor, thing).outcome === outcome;
      }),
    );
    const officer: Actor = {
      agency: 'police-haidian',
      agencyKind: 'police',
      district: 'haidian',
      roles: ['officer'],
      subject: 's',
    };
    expect(shutOut('listed-case.decide', officer, true)).toBeUndefined();
    expect(decideAccess('listed-case.decide', officer, { district: 'haidian' })).toEqual({ outcome: 'forbidden' });
    expect(decideAccess('listed-case.decide', officer, { district: 'yanqing' })).toEqual({ outcome: 'hidden' });
    expect(shutOut('listed-case.decide', { ...officer, agencyKind: 'bank' }, true)).toBe('hidden');
  });

  test('gives nothing of an order to a bank that it is not addressed to, and police fields to no bank', () => {
    const onOrders = actions.filter((action) => accessPolicy[action].on === 'order');
    fc.assert(
      fc.property(fc.constantFrom(...onOrders), anyActor, anyThing, (action, actor, thing) => {
        const access = decideAccess(action, actor, thing);
        if (actor.agencyKind !== 'bank' || access.outcome !== 'allowed') return true;
        return access.fields === 'bank' && thing.addressedTo === actor.agency;
      }),
    );
    expect(onOrders).toContain('bank-order.answer');
  });

  test('lets no bank audit anything but itself', () => {
    fc.assert(
      fc.property(
        anyActor,
        anyThing,
        (actor, thing) => actor.agencyKind !== 'bank' || decideAccess('audit.read', actor, thing).outcome !== 'allowed',
      ),
    );
    const bank: Actor = { agency: 'bank-a', agencyKind: 'bank', roles: ['bank-system'], subject: 'bank-a' };
    expect(decideAccess('audit.read', bank, { itself: 'bank-a' })).toEqual({ outcome: 'allowed', fields: 'full' });
  });

  test('needs a role that it knows', () => {
    fc.assert(
      fc.property(fc.constantFrom(...actions), anyActor, anyThing, (action, actor, thing) => {
        return decideAccess(action, { ...actor, roles: ['unheard-of'] }, thing).outcome !== 'allowed';
      }),
    );
    expect(roles).not.toContain('unheard-of');
  });

  test('is what docs/access.md says', () => {
    expect(readFileSync(new URL('../../docs/access.md', import.meta.url), 'utf8')).toBe(accessDoc());
  });
});
