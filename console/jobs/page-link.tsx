import type { ReactNode } from 'react';
import { Link } from 'react-router';
import { useLeads } from './places.ts';

interface PageLinkProps {
  readonly to: string;
  readonly children: ReactNode;
  /** What stands there for a person who is not offered the page; absent: the same words, without the link. */
  readonly otherwise?: ReactNode;
}

/** A link to a page of another job, for those who are offered it. */
export function PageLink({ to, children, otherwise = children }: PageLinkProps) {
  return useLeads()(to) ? <Link to={to}>{children}</Link> : otherwise;
}
