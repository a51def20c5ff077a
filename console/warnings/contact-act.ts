import { recordContact } from '../generated/acts/warnings.ts';
import type { Warning } from './model.ts';

type Possible = Warning['outcomes'][number];

/** What may be said of every contact, whatever came of it. */
const ALWAYS = ['outcome', 'note'];
const LAST = 'at';

/**
 * The act of a contact that asks for what its outcome needs and for nothing that only others need. The means is the one that is due, so the
 * page gives it.
 *
 * @param needs by the API; undefined while no outcome is chosen
 */
export function contactAct(needs: Possible['needs'] = []): typeof recordContact {
  const { body } = recordContact;
  if (body === undefined) return recordContact;
  const { properties = {}, required = [] } = body.schema;
  const named = [...ALWAYS, ...needs, LAST].flatMap((name) => {
    const member = properties[name];
    return member === undefined ? [] : [[name, member] as const];
  });
  const schema = { ...body.schema, properties: Object.fromEntries(named), required: [...required, ...needs] };
  return { ...recordContact, body: { ...body, schema } };
}
