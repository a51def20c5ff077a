import { lifecycle } from '../../kernel/lifecycle.ts';
import type { CollisionFactType } from './collision-facts.ts';
import type { CollisionStatus } from './collision-model.ts';

/** `new` is the state before the first fact; the journal never saves a collision in it. */
export type CollisionState = 'new' | CollisionStatus;

/** The commands on a collision: of the relay that finds it, and of officers. */
export type CollisionCommand = 'find' | 'link' | 'order' | 'dismiss';

/** 布黑卡碰撞. From the moment the money touches a listed account to the officer's word. */
export const collisionLifecycle = lifecycle<CollisionState, CollisionCommand, CollisionFactType>(
  'collision',
  'new',
  {
    //           command:   to          fact
    new: { find: ['proposed', 'collision.found'] },
    proposed: {
      link: ['linked', 'collision.linked'],
      order: ['ordered', 'collision.ordered'],
      dismiss: ['dismissed', 'collision.dismissed'],
    },
    linked: {},
    ordered: {},
    // an order came to be after all
    dismissed: { link: ['linked', 'collision.linked'] },
  },
  'COLLISION_STATE_FORBIDS',
);
