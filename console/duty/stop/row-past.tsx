import { Link } from 'react-router';
import { usePageOf } from '../../jobs/places.ts';
import { useNames } from '../../states/names.ts';
import { Tone } from '../../states/tone.tsx';
import { minute, money } from '../../words/format.ts';
import { useWords } from '../../words/labels.ts';
import { useLanguage } from '../../words/language.ts';
import { useText } from '../../words/texts.ts';
import { dutyTexts } from '../words.ts';
import type { AccountPast, Past } from './account-past.ts';

/** What Cordon knows of the account of a row, before anything is sent. None of it keeps the row from being sent. */
export function RowPast({ past }: { readonly past: Past | undefined }) {
  const t = useText(dutyTexts);
  if (past === undefined) return null;
  if (past.kind !== 'known') return <div className="quiet">{t(past.kind === 'asking' ? 'pastAsking' : 'pastFailed')}</div>;
  const { items, holder } = past.past;
  if (items.length === 0 && holder === undefined) return <div className="quiet">{t('pastNone')}</div>;
  return <Known past={past.past} />;
}

function Known({ past: { items, holder, next } }: { readonly past: AccountPast }) {
  const t = useText(dutyTexts);
  const words = useWords();
  const language = useLanguage();
  const pageOf = usePageOf();
  const nameOf = useNames(items.map(({ agency }) => agency));
  return (
    <div>
      {holder !== undefined && (
        <Tone tone="bad">
          {[t('pastHolder', { agency: holder.name ?? holder.agency }), holder.dutyPhone]
            .filter((part) => part !== undefined)
            .join(' ')}
        </Tone>
      )}
      {items.length > 0 && <Tone tone="warn">{t('pastKnown')}</Tone>}
      {items.map(({ orderId, reference, state, agency, heldFen, expiresAt, t0 }) => {
        const page = pageOf('order', orderId);
        return (
          <div key={orderId}>
            {page === undefined ? reference : <Link to={page}>{reference}</Link>} {words('orderState', state)} {nameOf(agency)}{' '}
            {heldFen > 0 && t('pastHeld', { sum: money(heldFen, language) })}{' '}
            {heldFen > 0 && expiresAt !== undefined
              ? t('pastUntil', { at: minute(expiresAt, language) })
              : t('pastAlarm', { at: minute(t0, language) })}
          </div>
        );
      })}
      {next !== undefined && <div className="quiet">{t('pastMore')}</div>}
    </div>
  );
}

interface PastsProps {
  readonly pasts: readonly (Past | undefined)[];
}

/** Says once to a screen reader what the questions brought, not row by row. */
export function PastsSaid({ pasts }: PastsProps) {
  const t = useText(dutyTexts);
  const asked = pasts.filter((past) => past !== undefined);
  if (asked.length === 0 || asked.some(({ kind }) => kind === 'asking')) return <p className="quiet" role="status" />;
  const known = asked.filter((past) => past.kind === 'known' && (past.past.items.length > 0 || past.past.holder !== undefined));
  const failed = asked.filter(({ kind }) => kind === 'failed').length;
  return (
    <p className="quiet" role="status">
      {t('pasts', { n: asked.length - failed, known: known.length })} {failed > 0 && t('pastsFailed', { n: failed })}
    </p>
  );
}
