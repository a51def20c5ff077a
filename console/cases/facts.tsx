import type { ReactNode } from 'react';

export type TermPair = readonly [term: string, value: ReactNode];

/** Terms with their values; those without a value stay away. */
export function Facts({ terms, name }: { readonly terms: readonly TermPair[]; readonly name?: string }) {
  return (
    <dl className="facts" aria-label={name}>
      {terms
        .filter(([, value]) => value !== undefined && value !== '')
        .map(([term, value]) => (
          <div key={term} className="pair">
            <dt>{term}</dt>
            <dd>{value}</dd>
          </div>
        ))}
    </dl>
  );
}
