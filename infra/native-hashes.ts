import { createHash, createHmac } from 'node:crypto';

/** Text counts as UTF-8. */
type Bytes = string | ArrayBuffer | ArrayBufferView;

/**
 * The hashes that the SDK signs and checks with, by Node alone. In bundles they stand for the SDK's own, which bring each algorithm a second
 * time in JavaScript for places that have none: 5 KB of each bundle.
 */
function hashOf(algorithm: 'md5' | 'sha256') {
  return class {
    readonly #secret: Bytes | undefined;
    #data: Buffer[] = [];

    constructor(secret?: Bytes) {
      this.#secret = secret;
    }

    update(data: Bytes): void {
      this.#data.push(Buffer.from(bytesOf(data)));
    }

    async digest(): Promise<Uint8Array> {
      const hash = this.#secret === undefined ? createHash(algorithm) : createHmac(algorithm, bytesOf(this.#secret));
      for (const part of this.#data) hash.update(part);
      return Uint8Array.from(hash.digest());
    }

    reset(): void {
      this.#data = [];
    }
  };
}

function bytesOf(data: Bytes): Uint8Array {
  if (typeof data === 'string') return Buffer.from(data);
  return ArrayBuffer.isView(data) ? new Uint8Array(data.buffer, data.byteOffset, data.byteLength) : new Uint8Array(data);
}

export const Sha256 = hashOf('sha256');
export const Md5 = hashOf('md5');
