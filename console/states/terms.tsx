import type { ReactNode } from 'react';

/** What is known, term by term; terms without a value are left out. */
export type TermLine = readonly [term: string, value: ReactNode];

interface TermsProps {
  readonly of: readonly TermLine[];
  readonly className?: string;
  /** What the list is about, for screen readers, where no heading says it. */
  readonly name?: string;
}

/** Terms with their values, as a list that a screen reader knows. */
export function Terms({ of, className = 'facts', name }: TermsProps) {
  return (
    <dl className={className} aria-label={name}>
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
