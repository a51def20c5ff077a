import type { ReactNode } from 'react';

/** What is known, term by term; terms without a value are left out. */
export type TermLine = readonly [term: string, value: ReactNode];

/** Terms with their values, as a list that a screen reader knows. */
export function Terms({ of, className = 'facts' }: { readonly of: readonly TermLine[]; readonly className?: string }) {
  return (
    <dl className={className}>
      {of
        .filter(([, value]) => value !== undefined && value !== false && value !== '' && value !== null)
        .map(([term, value]) => (
          <div key={term} className="pair">
            <dt>{term}</dt>
            <dd>{value}</dd>
          </div>
        ))}
    </dl>
  );
}
