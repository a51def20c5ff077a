import type { ReactNode } from 'react';

type Term = readonly [term: string, value: ReactNode];

/** What is known of a thing, term by term; a term without a value is left out. */
export function Terms({ of }: { readonly of: readonly Term[] }) {
  return (
    <dl className="facts">
      {of.map(([term, value]) =>
        value === undefined ? null : (
          <div key={term} className="pair">
            <dt>{term}</dt>
            <dd>{value}</dd>
          </div>
        ),
      )}
    </dl>
  );
}

interface PartProps {
  readonly id: string;
  readonly title: string;
  readonly children: ReactNode;
}

/** A part of a page with its heading, to which the page leads. */
export function Part({ id, title, children }: PartProps) {
  return (
    <section className="part" aria-labelledby={id}>
      <h2 id={id} tabIndex={-1}>
        {title}
      </h2>
      {children}
    </section>
  );
}
