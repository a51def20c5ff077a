import type { Adapter, AdapterPayload } from 'oidc-provider';

interface Entry {
  readonly payload: AdapterPayload;
  readonly expiresAt: number;
}

/** How many expired entries may pile up before they are swept out. */
const SWEEP_EVERY = 500;

/**
 * Keeps sign-ins and codes in memory: they live for minutes, and the tokens that they lead to do not need them.
 * @param findClient gives a client's metadata by its id; clients are never written
 */
export function createAdapters(findClient: (clientId: string) => AdapterPayload | undefined): (model: string) => Adapter {
  const entries = new Map<string, Entry>();
  let writes = 0;

  const read = (key: string): AdapterPayload | undefined => {
    const entry = entries.get(key);
    return entry && entry.expiresAt > Date.now() ? entry.payload : undefined;
  };
  const findBy = (model: string, field: string, value: string) => {
    const prefix = `${model}:`;
    return [...entries.keys()]
      .filter((key) => key.startsWith(prefix))
      .map(read)
      .find((payload) => payload?.[field] === value);
  };
  const sweep = (): void => {
    writes += 1;
    if (writes % SWEEP_EVERY !== 0) return;
    for (const [key, entry] of entries) if (entry.expiresAt <= Date.now()) entries.delete(key);
  };

  return (model) => ({
    upsert: async (id, payload, expiresIn) => {
      sweep();
      const expiresAt = expiresIn === undefined ? Number.POSITIVE_INFINITY : Date.now() + expiresIn * 1000;
      entries.set(`${model}:${id}`, { payload, expiresAt });
    },
    find: async (id) => (model === 'Client' ? findClient(id) : read(`${model}:${id}`)),
    findByUserCode: async (userCode) => findBy(model, 'userCode', userCode),
    findByUid: async (uid) => findBy(model, 'uid', uid),
    consume: async (id) => {
      const key = `${model}:${id}`;
      const entry = entries.get(key);
      if (entry) entries.set(key, { ...entry, payload: { ...entry.payload, consumed: Math.floor(Date.now() / 1000) } });
    },
    destroy: async (id) => {
      entries.delete(`${model}:${id}`);
    },
    revokeByGrantId: async (grantId) => {
      for (const [key, { payload }] of entries) if (payload['grantId'] === grantId) entries.delete(key);
    },
  });
}
