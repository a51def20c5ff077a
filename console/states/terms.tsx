import type { ReactNode } from 'react';

/** A fact by its name; without a value it is left out. */
export type Term = readonly [term: string, value: ReactNode];

interface TermsProps {
  /** `facts` stand one below the other, `sums` side by side. */
  readonly className: 'facts' | 'sums';
  readonly terms: readonly Term[];
}

/** Facts with their names. */
export function Terms({ className, terms }: TermsProps) {
  return (
    <dl className={className}>
      {terms
        .filter(([, value]) => value !== undefined && value !== '' && value !== false)
        .map(([term, value]) => (
          <div key={term} className="pair">
            <dt>{term}</dt>
            <dd>{value}</dd>
          </div>
        ))}
    </dl>
  );
}
