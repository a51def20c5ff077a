/** A clause in brackets, which goes where its value is not known. */
const CLAUSE = /\[([^\]]*)\]/g;
const VALUE = /\{(\w+)\}/g;

/** Words with their values: `{bank}` is a value, and a clause in brackets `[…]` goes if it has a value that is not known. */
export function filled(template: string, values: Readonly<Record<string, string | undefined>>): string {
  const isKnown = (clause: string): boolean => [...clause.matchAll(VALUE)].every(([, name = '']) => values[name] !== undefined);
  return template
    .replaceAll(CLAUSE, (_, clause: string) => (isKnown(clause) ? clause : ''))
    .replaceAll(VALUE, (_, name: string) => values[name] ?? '');
}
