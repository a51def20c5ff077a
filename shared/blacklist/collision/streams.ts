import type { IndexView, StreamType } from '../../journal/stream.ts';
import { amongCollisions } from '../keys.ts';
import { CollisionFact } from './collision-facts.ts';
import { Collision } from './collision-model.ts';
import { evolveCollision } from './decide-collision.ts';

/** Collisions by their id, which follows from alarm and account; found by district and state. */
export const Collisions: StreamType<Collision, CollisionFact> = {
  name: 'collision',
  schemaVersion: 1,
  state: Collision,
  fact: CollisionFact,
  evolve: evolveCollision,
  index: indexCollision,
};

function indexCollision(collision: Collision): IndexView {
  const { collisionId, status, alertId, reference, district, agency, way, metBy, account, transfer, listings } = collision;
  const { foundAt, orderId } = collision;
  return {
    entries: { listing: amongCollisions(district, status, foundAt, collisionId) },
    // no account number and no name: a card is copied into the index
    card: {
      ...{ collisionId, status, alertId, reference, district, agency, way, metBy, foundAt, listings, orderId },
      ...{ bankId: account.bankId, amountFen: transfer?.amountFen },
    },
  };
}
