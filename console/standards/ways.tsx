import { NavLink } from 'react-router';
import { useLeads } from '../jobs/places.ts';
import { useText } from '../words/texts.ts';
import { standardTexts } from './words.ts';

const ways = [
  { to: '/standards', word: 'matrix' },
  { to: '/standards/try', word: 'try' },
  { to: '/standards/proposals', word: 'proposals' },
  { to: '/standards/decisions', word: 'decisions' },
  { to: '/standards/decisions/similar', word: 'similar' },
] as const;

/** The ways among the pages of standards. Each is shown to those who are offered its page. */
export function Ways() {
  const t = useText(standardTexts);
  const leads = useLeads();
  return (
    <nav aria-label={t('ways')} className="acts">
      {ways
        .filter(({ to }) => leads(to))
        .map(({ to, word }) => (
          <NavLink key={to} to={to} end>
            {t(word)}
          </NavLink>
        ))}
    </nav>
  );
}
