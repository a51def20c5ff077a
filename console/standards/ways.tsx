import { NavLink } from 'react-router';
import { useMay } from '../acts/may.ts';
import { useText } from '../words/texts.ts';
import { standardTexts } from './words.ts';

const ways = [
  { to: '/standards', word: 'matrix', action: 'standard.read' },
  { to: '/standards/try', word: 'try', action: 'standard.read' },
  { to: '/standards/proposals', word: 'proposals', action: 'proposal.read' },
  { to: '/standards/decisions', word: 'decisions', action: 'decision.list' },
  { to: '/standards/decisions/similar', word: 'similar', action: 'decision.compare' },
] as const;

/** The ways among the pages of standards. Each is shown to those that the API lets in. */
export function Ways() {
  const t = useText(standardTexts);
  const may = useMay();
  return (
    <nav aria-label={t('ways')} className="acts">
      {ways
        .filter(({ action }) => may.has(action))
        .map(({ to, word }) => (
          <NavLink key={to} to={to} end>
            {t(word)}
          </NavLink>
        ))}
    </nav>
  );
}
