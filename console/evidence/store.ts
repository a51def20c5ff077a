import type { Schemas } from '../api/client.ts';
import { sha256Of } from './hash.ts';

/** Why the store did not take a file: it did not come there; its bytes are others than were announced; the link is over; it has come already. */
export type StoreFault = 'network' | 'changed' | 'link' | 'there';

/** The store did not take a file. */
export class StoreProblem extends Error {
  readonly fault: StoreFault;

  constructor(fault: StoreFault) {
    super(`the store did not take the file: ${fault}`);
    this.fault = fault;
  }
}

/** What the store answers to a signed link, as docs/agencies.md has it. */
const faults: Readonly<Record<number, StoreFault>> = { 0: 'network', 400: 'changed', 403: 'link', 412: 'there' };
/** A browser sets these itself, and lets no page do it. */
const ownHeaders: ReadonlySet<string> = new Set(['content-length', 'host']);

/**
 * Sends the bytes of a file to the store under a signed link. A request of this kind tells how far it is; `fetch` does not.
 *
 * @throws StoreProblem
 */
export function sendToStore(
  { method, url, headers }: Schemas['UploadLink'],
  file: Blob,
  progress: (done: number) => void,
  signal: AbortSignal,
): Promise<void> {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    const fail = (): void => reject(new StoreProblem(faults[request.status] ?? 'network'));
    request.upload.addEventListener('progress', ({ loaded, total }) => progress(total === 0 ? 0 : loaded / total));
    request.addEventListener('load', () => (request.status === 200 ? resolve() : fail()));
    request.addEventListener('error', fail);
    request.addEventListener('abort', fail);
    signal.addEventListener('abort', () => request.abort(), { once: true });
    request.open(method, url);
    for (const [name, value] of Object.entries(headers)) if (!ownHeaders.has(name)) request.setRequestHeader(name, value);
    request.send(file);
  });
}

/** What came from the store is not what the API said, or did not come. */
export class OpeningProblem extends Error {
  readonly differs: boolean;

  constructor(differs: boolean) {
    super(differs ? 'the content differs from its hash' : 'the store did not give the file');
    this.differs = differs;
  }
}

/**
 * The bytes of an opened file, checked against the hash that the API has.
 *
 * @throws OpeningProblem
 */
export async function fetchOpened({ url, headers, contentType, sha256 }: Schemas['OpenedFile']): Promise<Blob> {
  const response = await fetch(url, { headers, cache: 'no-store', credentials: 'omit', referrerPolicy: 'no-referrer' }).catch(
    () => undefined,
  );
  if (response?.ok !== true) throw new OpeningProblem(false);
  const bytes = await response.blob();
  if ((await sha256Of(bytes)) !== sha256) throw new OpeningProblem(true);
  return new Blob([bytes], { type: contentType });
}

/** Has the browser save bytes under a name. */
export function save(bytes: Blob, name: string): void {
  const address = URL.createObjectURL(bytes);
  const link = document.createElement('a');
  link.href = address;
  link.download = name;
  link.click();
  // The browser has taken the bytes by then.
  setTimeout(() => URL.revokeObjectURL(address), 10_000);
}

/** A text in the encoding that it has: UTF-8, or the national standard that older programs write. */
export async function textOf(bytes: Blob): Promise<string> {
  const read = await bytes.arrayBuffer();
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(read);
  } catch {
    return new TextDecoder('gb18030').decode(read);
  }
}
