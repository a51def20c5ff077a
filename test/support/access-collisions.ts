import { collisionIdOf } from '../../shared/blacklist/collision/decide-collision.ts';
import { Collisions } from '../../shared/blacklist/collision/streams.ts';
import { change, fresh } from '../../shared/journal/stream.ts';
import type { AccessPart, Expected } from './access-actors.ts';
import { commandOf } from './journal-samples.ts';
import { account, hour, id, minute, officers, T0 } from './samples.ts';

/** The police of the alarm, and those that took it. */
const police: Expected = { yes: ['haidian', 'chaoyang', 'city'], forbidden: [] };

/** A collision of the alarm of haidian, which chaoyang took. */
export const collisionAccess: AccessPart = {
  rows: {
    listCollisions: { yes: ['haidian', 'chaoyang', 'changping', 'city'], forbidden: 'everyone else' },
    getCollision: police,
    orderCollision: police,
    dismissCollision: police,
  },

  prepare: async (api, { alertId = '', orderId = '' }) => {
    const collisionId = collisionIdOf({ alertId, alarmAt: T0, accountKey: 'k' });
    const { bankId, accountNumber } = account({ accountNumber: '6222020200000000077' });
    const listing = { entryId: id('ble', 1), reference: 'HM-261122-7K3Q9M', class: 'found', until: hour(9_000) } as const;
    await api.journal.append({
      command: commandOf({ id: 'collision-of-matrix' }),
      changes: [
        change(fresh(Collisions, collisionId), {
          type: 'collision.found',
          data: {
            ...{ at: minute(3), collisionId, alertId, reference: 'HD-261122-7K3Q9M', district: 'haidian' },
            ...{ agency: 'police-haidian', way: 'outflow', metBy: orderId, accountKey: 'k' },
            account: { bankId, ...(accountNumber === undefined ? {} : { accountNumber }) },
            transfer: { amountFen: 5_000, at: minute(0) },
            listings: [listing],
          },
        }),
      ],
    });
    return { collisionId };
  },

  calls: () => ({
    orderCollision: { body: { reason: 'r', officers } },
    dismissCollision: { body: { reason: 'r' } },
  }),
};
