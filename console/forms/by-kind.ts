import type { Schemas } from '../api/client.ts';

type Agency = Pick<Schemas['Agency'], 'kind' | 'name'>;

/** The kinds of agency in the order in which the police of the city deal with them; others come last. */
const kinds: readonly string[] = ['police', 'procuratorate', 'regulator', 'court'];

/** Agencies by kind, those of a kind by name, as a Chinese reader looks them up. */
export function byKind<One extends Agency>(agencies: readonly One[]): readonly One[] {
  const place = ({ kind }: Agency): number => (kinds.includes(kind) ? kinds.indexOf(kind) : kinds.length);
  return agencies.toSorted(
    (a, b) => place(a) - place(b) || a.kind.localeCompare(b.kind) || a.name.localeCompare(b.name, 'zh-CN-u-co-pinyin'),
  );
}
