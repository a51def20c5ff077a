import * as z from 'zod';
import type { IndexName } from '../../shared/journal/stream.ts';
import type { GrowthCity } from './growth-city.ts';
import type { RecordedCall } from './recorder.ts';

/** A list of the API that one partition of an index, or one stream, can make long. */
export interface List {
  readonly path: string;
  readonly clientId: string;
  /** With its parameters, such that it has entries. */
  readonly url: string;
  readonly index?: IndexName;
  /** The key of an item that it shows. */
  readonly pk: string;
  readonly sk: string;
}

const Parameter = z.looseObject({ name: z.string(), in: z.string() });
const Document = z.looseObject({
  paths: z.record(z.string(), z.looseObject({ get: z.looseObject({ parameters: z.array(Parameter).default([]) }).optional() })),
});
const Page = z.looseObject({ items: z.array(z.unknown()) });
const Index = z.enum(['inbox', 'file', 'due', 'listing', 'attention']);
const Text = z.object({ S: z.string() });
const Shown = z.looseObject({ pk: Text, sk: Text });

/** Who is asked for a list, until it has entries for one of them. */
const callers = [
  'police-haidian',
  'police-haidian-head',
  'jinghua',
  'police-city',
  'procuratorate-haidian',
  'court-haidian',
  'criminal-police-city',
];
const MONTHS = 30;
const variants = [
  '',
  'open=true',
  'shared=true',
  'district=haidian',
  'state=closed',
  'district=haidian&state=closed',
  'asked=mine',
  'waiting=me',
];

interface ListRoute {
  readonly path: string;
  readonly byMonth: boolean;
}

/** Every list of the API that has entries in this city; the paths of the others are told. */
export async function findLists(city: GrowthCity, tell: (line: string) => void): Promise<readonly List[]> {
  const ids = new Map<string, string>();
  const found: List[] = [];
  const routes = await listRoutes(city);
  // lists inside of a thing come after those that name it
  for (const route of routes.toSorted((a, b) => a.path.split('{').length - b.path.split('{').length)) {
    const list = await firstWithEntries(city, route, ids);
    if (list === undefined) tell(`${route.path}: its length does not depend on one partition, or it has no entries here`);
    else found.push(list);
  }
  return found;
}

async function listRoutes({ client }: GrowthCity): Promise<readonly ListRoute[]> {
  const { paths } = Document.parse(JSON.parse(await client.send(callers[0] ?? '', 'GET', '/v1/openapi.json')));
  return Object.entries(paths).flatMap(([path, { get }]) => {
    const names = get?.parameters.map(({ name }) => name) ?? [];
    return names.includes('limit') ? [{ path, byMonth: names.includes('month') }] : [];
  });
}

async function firstWithEntries(city: GrowthCity, route: ListRoute, ids: Map<string, string>): Promise<List | undefined> {
  const path = route.path.replace(/\{(\w+)\}/g, (_, name: string) => ids.get(name === 'stream' ? 'orderId' : name) ?? '');
  if (path.includes('//')) return undefined;
  const queries = route.byMonth
    ? months(city.now()).flatMap((month) => [`month=${month}`, `district=haidian&month=${month}`])
    : variants;
  for (const clientId of callers)
    for (const query of queries) {
      const url = `${path}?limit=20${query === '' ? '' : `&${query}`}`;
      city.recorder.take();
      const text = await city.client.send(clientId, 'GET', url).catch(() => undefined);
      if (text === undefined) continue;
      if (Page.safeParse(JSON.parse(text)).data?.items.length === 0) continue;
      for (const [, name = '', id = ''] of text.matchAll(/"(\w+Id)":"([\w:-]+)"/g)) if (!ids.has(name)) ids.set(name, id);
      const part = city.recorder.take().filter(city.isOfCaller).flatMap(partOf).at(0);
      if (part !== undefined) return { path: route.path, clientId, url, ...part };
    }
  return undefined;
}

/** What a call shows of an index, or of the facts of a stream. */
function partOf({ operation, input, output }: RecordedCall): readonly Pick<List, 'index' | 'pk' | 'sk'>[] {
  const [shown] = z.array(Shown).safeParse(output['Items']).data ?? [];
  if (operation !== 'Query' || shown === undefined) return [];
  const index = Index.safeParse(input['IndexName']).data;
  return [{ pk: shown.pk.S, sk: shown.sk.S, ...(index !== undefined && { index }) }];
}

/** The last months, in Beijing's calendar closely enough, the present one first. */
function months(now: string): readonly string[] {
  const [year = 0, month = 1] = now.split('-').map(Number);
  return Array.from({ length: MONTHS }, (_, back) => new Date(Date.UTC(year, month - 1 - back, 15)).toISOString().slice(0, 7));
}
