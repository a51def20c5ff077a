import type { Operations } from '../../shared/http/create-api.ts';
import type { Journal } from '../../shared/journal/journal.ts';
import { defined } from '../../shared/kernel/defined.ts';
import { headsOf, kindOfId, thingKey } from '../lookups/heads.ts';
import { registeredNames } from '../lookups/registered-names.ts';
import type { ApiTools } from '../platform/api-tools.ts';
import type { NamedThing } from './answers.ts';
import type { nameRoutes } from './name-routes.ts';

/** Names for ids: one read a kind of thing, however many ids. */
export const nameOperations: Operations<typeof nameRoutes, ApiTools> = {
  getNames: async (request, { journal }) => {
    const access = request.allowed();
    if (access.kind === 'refusal') return access;
    const { ids } = request.query;
    const things = ids.flatMap((id) => {
      const kind = kindOfId(id);
      return kind === undefined ? [] : [{ id, kind }];
    });
    const others = ids.filter((id) => kindOfId(id) === undefined);
    const [heads, registered] = await Promise.all([
      headsOf(
        journal,
        things.map((subject) => ({ subject })),
        request.actor,
      ),
      registeredAs(journal, others),
    ]);
    const named = things.flatMap(({ id, kind }): readonly NamedThing[] => {
      const head = heads.get(thingKey({ id, kind }));
      if (head === undefined) return [];
      const { title, bankName, reference, state } = head;
      return [{ id, kind, ...defined({ name: title ?? bankName, reference, state }) }];
    });
    return request.answer(200, { items: [...registered, ...named] });
  },
};

async function registeredAs(journal: Journal, ids: readonly string[]): Promise<readonly NamedThing[]> {
  const [agencies, banks] = await Promise.all([registeredNames(journal, 'agency', ids), registeredNames(journal, 'bank', ids)]);
  return [
    ...[...agencies].map(([id, name]): NamedThing => ({ id, kind: 'agency', name })),
    ...[...banks].map(([id, name]): NamedThing => ({ id, kind: 'bank', name })),
  ];
}
