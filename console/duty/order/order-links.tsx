import type { Schemas } from '../../api/client.ts';
import { PageLink } from '../../jobs/page-link.tsx';
import { useNames } from '../../states/names.ts';
import { Terms } from '../../states/terms.tsx';
import { moment } from '../../words/format.ts';
import { useLanguage } from '../../words/language.ts';
import { useText } from '../../words/texts.ts';
import { orderTexts } from './words.ts';

type Order = Schemas['StopOrder'];

/** The orders that it belongs with: corrections, the way of the money, the line at an account held by another. */
export function OrderLinks({ order }: { readonly order: Order }) {
  const t = useText(orderTexts);
  const language = useLanguage();
  const { corrects, correctedBy, ancestors, waitsFor, holder, turnCameAt, settledAt, waitingFreeze } = order;
  const lines = [
    [t('corrects'), corrects && <OrderLink orderId={corrects} />],
    [t('correctedBy'), correctedBy && <OrderLink orderId={correctedBy} />],
    [t('parents'), ancestors.length > 0 && ancestors.map((orderId) => <OrderLink key={orderId} orderId={orderId} />)],
    [t('waitsFor'), waitsFor && holder === undefined && <OrderLink orderId={waitsFor} />],
    [
      t('holder'),
      holder &&
        [holder.name ?? holder.agency, holder.dutyPhone && t('dutyPhone', { phone: holder.dutyPhone })]
          .filter(Boolean)
          .join(' · '),
    ],
    [t('turnCame'), turnCameAt && moment(turnCameAt, language)],
    [t('waitingFreeze'), waitingFreeze && `${moment(waitingFreeze.issuedAt, language)} · ${t('waits')}`],
    [t('settled'), settledAt && moment(settledAt, language)],
  ] as const;
  const known = lines.filter(([, value]) => value !== undefined && value !== false && value !== '');
  if (known.length === 0) return null;
  return (
    <section className="part">
      <h2>{t('links')}</h2>
      <Terms of={known} />
    </section>
  );
}

/** Another order, by its bank. */
export function OrderLink({ orderId }: { readonly orderId: string }) {
  const nameOf = useNames([orderId]);
  return <PageLink to={`/orders/${orderId}`}>{nameOf(orderId)}</PageLink>;
}
