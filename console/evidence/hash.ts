import { Sha256Js } from '@smithy/core/checksum';

/** So often a long calculation lets the page breathe. */
const BREATHE_BYTES = 4_000_000;

/**
 * SHA-256 of a file in hex, read in pieces: WebCrypto takes only the whole at once, and evidence may be larger than the memory of a tab.
 *
 * @param progress is told how much of it is done, from 0 to 1
 */
export async function sha256Of(
  file: Blob,
  progress: (done: number) => void = () => undefined,
  signal?: AbortSignal,
): Promise<string> {
  const hash = new Sha256Js();
  const reader = file.stream().getReader();
  let read = 0;
  let breathed = 0;
  for (let piece = await reader.read(); !piece.done; piece = await reader.read()) {
    signal?.throwIfAborted();
    hash.update(piece.value);
    read += piece.value.byteLength;
    if (read - breathed < BREATHE_BYTES) continue;
    breathed = read;
    progress(read / file.size);
    await new Promise((resolve) => setTimeout(resolve));
  }
  return [...(await hash.digest())].map((byte) => byte.toString(16).padStart(2, '0')).join('');
}
