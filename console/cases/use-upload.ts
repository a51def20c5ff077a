import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
import { api, type Schemas } from '../api/client.ts';
import { ApiProblem, contentOf } from '../api/problem.ts';
import { sha256Of } from '../evidence/hash.ts';
import { type StoreFault, StoreProblem, sendToStore } from '../evidence/store.ts';
import { type EvidenceFile, filesKey } from './evidence-file.ts';

/** How far an upload is. */
export type Uploading =
  | { readonly kind: 'idle' }
  | { readonly kind: 'hashing' | 'announcing' | 'sending' | 'checking'; readonly done: number }
  | { readonly kind: 'over'; readonly file: EvidenceFile }
  | { readonly kind: 'not-same' }
  | { readonly kind: 'refused'; readonly problem: ApiProblem; readonly bytes: File }
  | { readonly kind: 'broken'; readonly fault: Exclude<StoreFault, 'there'>; readonly file: EvidenceFile; readonly bytes: File };

/** Without a link the bytes are there already. */
type WithLink = EvidenceFile & { readonly upload?: Schemas['UploadLink'] };

const LOOK_EVERY_MS = 1_000;
/** A scanner may take long; then the list says how the file stands. */
const MOST_LOOKS = 60;

/** What a browser does not know, the API refuses with the types that it takes. */
const UNKNOWN_TYPE = 'application/octet-stream';

const key = () => ({ 'idempotency-key': crypto.randomUUID() });

/** Brings files of a piece of evidence: hashed here, announced to the API, sent to the store, and awaited until they were looked through. */
export function useUpload(caseId: string, itemId: string) {
  const queries = useQueryClient();
  const [uploading, setUploading] = useState<Uploading>({ kind: 'idle' });
  const running = useRef<AbortController>(undefined);
  useEffect(() => () => running.current?.abort(), []);
  const readAnew = () => queries.invalidateQueries({ queryKey: filesKey(caseId, itemId) });

  const run = async (bytes: File, linked: (signal: AbortSignal) => Promise<WithLink | undefined>): Promise<void> => {
    running.current?.abort();
    const turn = new AbortController();
    running.current = turn;
    const say = (next: Uploading): void => (turn.signal.aborted ? undefined : setUploading(next));
    let file: WithLink | undefined;
    try {
      file = await linked(turn.signal);
      if (file === undefined) return say({ kind: 'not-same' });
      await readAnew();
      if (file.upload !== undefined) await sent(file.upload, bytes, (done) => say({ kind: 'sending', done }), turn.signal);
      say({ kind: 'checking', done: 1 });
      say({ kind: 'over', file: await lookedThrough(file.fileId, turn.signal) });
    } catch (error) {
      if (error instanceof StoreProblem && error.fault !== 'there' && file !== undefined)
        say({ kind: 'broken', fault: error.fault, file, bytes });
      else say({ kind: 'refused', problem: error instanceof ApiProblem ? error : new ApiProblem(), bytes });
    } finally {
      await readAnew();
    }
  };
  const hash = (bytes: File, signal: AbortSignal) => sha256Of(bytes, (done) => setUploading({ kind: 'hashing', done }), signal);

  return {
    uploading,
    cancel: () => {
      running.current?.abort();
      setUploading({ kind: 'idle' });
    },
    /** A new file. @param type another media type than the browser takes it for */
    begin: (bytes: File, type: string = bytes.type || UNKNOWN_TYPE) =>
      run(bytes, async (signal) => {
        setUploading({ kind: 'hashing', done: 0 });
        const sha256 = await hash(bytes, signal);
        setUploading({ kind: 'announcing', done: 0 });
        return announced({ caseId, itemId }, { name: bytes.name, sizeBytes: bytes.size, sha256, type });
      }),
    /** A file that was announced and did not come: the same bytes under a new link. */
    resume: (file: EvidenceFile, bytes: File) =>
      run(bytes, async (signal) => {
        setUploading({ kind: 'hashing', done: 0 });
        if ((await hash(bytes, signal)) !== file.sha256) return undefined;
        return renewed(file.fileId);
      }),
  };
}

interface Place {
  readonly caseId: string;
  readonly itemId: string;
}

type Announcement = Pick<EvidenceFile, 'name' | 'sizeBytes' | 'sha256' | 'type'>;

function announced(path: Place, body: Announcement): Promise<WithLink> {
  return contentOf(api.POST('/v1/cases/{caseId}/items/{itemId}/files', { params: { path, header: key() }, body }));
}

function renewed(fileId: string): Promise<WithLink> {
  return contentOf(api.POST('/v1/evidence-files/{fileId}/upload', { params: { path: { fileId }, header: key() } }));
}

/** Sends the bytes. That they are there already is as good: an answer of the store was lost. */
async function sent(
  link: Schemas['UploadLink'],
  bytes: File,
  progress: (done: number) => void,
  signal: AbortSignal,
): Promise<void> {
  progress(0);
  try {
    await sendToStore(link, bytes, progress, signal);
  } catch (error) {
    if (!(error instanceof StoreProblem && error.fault === 'there')) throw error;
  }
}

/** The file once it was looked through, or as it is when that takes long. */
async function lookedThrough(fileId: string, signal: AbortSignal): Promise<EvidenceFile> {
  for (let looks = 1; ; looks += 1) {
    const file = await contentOf(api.GET('/v1/evidence-files/{fileId}', { params: { path: { fileId } }, signal }));
    if (file.scan !== undefined || file.rejected !== undefined || looks === MOST_LOOKS) return file;
    await new Promise((resolve) => setTimeout(resolve, LOOK_EVERY_MS));
    signal.throwIfAborted();
  }
}
