import { Link } from 'react-router';
import { ActButton } from '../acts/act-button.tsx';
import { ActNow } from '../acts/act-now.tsx';
import { useMay } from '../acts/may.ts';
import type { ActThing } from '../acts/thing.ts';
import { api } from '../api/client.ts';
import { contentOf } from '../api/problem.ts';
import { giveBackWarning, renewLease } from '../generated/acts/warnings.ts';
import { List, useList } from '../states/list.tsx';
import { Tone } from '../states/tone.tsx';
import { useWords } from '../words/labels.ts';
import { useText } from '../words/texts.ts';
import { type Area, addressOfArea } from './area.ts';
import { gradeTones, type Warning } from './model.ts';
import { MomentClock } from './moment-clock.tsx';
import { warningTexts } from './words.ts';

/** The warnings that the person holds, by the end of the time. */
export function HeldWarnings({ area, limit }: { readonly area: Area; readonly limit: number | undefined }) {
  const t = useText(warningTexts);
  const held = useList(['warnings', 'held'], (page) => contentOf(api.GET('/v1/warnings/held', { params: { query: page } })));
  return (
    <section className="part" aria-label={t('held')}>
      <h2>{t('held')}</h2>
      {limit !== undefined && <p className="quiet">{t('limit', { n: limit })}</p>}
      <List of={held} empty={t('holdsNone')}>
        {(items) => (
          <ul className="entries">
            {items.map((warning) => (
              <Held key={warning.warningId} warning={warning} area={area} readAt={held.dataUpdatedAt} />
            ))}
          </ul>
        )}
      </List>
    </section>
  );
}

interface HeldProps {
  readonly warning: Warning;
  readonly area: Area;
  readonly readAt: number;
}

function Held({ warning, area, readAt }: HeldProps) {
  const t = useText(warningTexts);
  const words = useWords();
  const { warningId, reference, status, grade, person, rung, lease } = warning;
  const thing: ActThing = {
    path: '/v1/warnings/{warningId}',
    params: { warningId },
    may: useMay(),
    state: status,
    shownIn: [['warnings']],
  };
  return (
    <li>
      <Tone tone={gradeTones[grade]}>{words('warningGrade', grade)}</Tone>
      <p>
        <Link to={`/warnings/${warningId}${addressOfArea(area)}`}>{reference}</Link> {person.name}{' '}
        <span className="quiet">{words('warningMeans', rung.means)}</span>
      </p>
      {lease === undefined ? <Tone tone="bad">{t('lapsed')}</Tone> : <MomentClock until={lease.until} readAt={readAt} />}
      <ActNow act={renewLease} thing={thing} size="small" />
      <ActButton act={giveBackWarning} thing={thing} size="small" />
    </li>
  );
}
