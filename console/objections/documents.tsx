import type { Objection } from './model.ts';

interface DocumentsProps {
  readonly of: Objection['submissions'][number]['documents'];
}

/** Papers by their title and number. */
export function Documents({ of }: DocumentsProps) {
  return <>{of.map(({ title, number }) => [title, number].filter(Boolean).join(' ')).join(' · ')}</>;
}
