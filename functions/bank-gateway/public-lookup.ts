import { type LookupAddress, type LookupAllOptions, lookup } from 'node:dns';
import type { LookupFunction } from 'node:net';
import { isPublicAddress } from '../../shared/banks/public-address.ts';

/** How a name is looked up; the system's resolver unless a test gives another. */
export type Resolve = (
  hostname: string,
  options: LookupAllOptions,
  callback: (error: NodeJS.ErrnoException | null, addresses: LookupAddress[]) => void,
) => void;

/**
 * A lookup for `https.request` that answers public addresses only. It runs for the same connection that the push uses, so a name that
 * resolved well at registration cannot turn to an inner address later (DNS rebinding).
 */
export function publicLookup(resolve: Resolve = lookup): LookupFunction {
  return (hostname, options, callback) => {
    resolve(hostname, { ...options, all: true }, (error, addresses = []) => {
      const [first] = addresses;
      if (error !== null || first === undefined) return callback(error ?? new Error('the name has no address'), '', 0);
      if (!addresses.every(({ address }) => isPublicAddress(address))) {
        return callback(new Error('the name leads to an address that is not public'), '', 0);
      }
      if (options.all === true) return callback(null, addresses);
      return callback(null, first.address, first.family);
    });
  };
}
