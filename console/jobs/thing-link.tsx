import { Link } from 'react-router';
import { useNames } from '../states/names.ts';
import { usePageOf } from './places.ts';

interface ThingLinkProps {
  readonly kind: string;
  readonly id: string;
}

/** A thing by its reference, with the way to its page where the person may know it: the API names to each only what they may. */
export function ThingLink({ kind, id }: ThingLinkProps) {
  const name = useNames([id])(id);
  const page = usePageOf()(kind, id);
  return page === undefined || name === id ? name : <Link to={page}>{name}</Link>;
}
