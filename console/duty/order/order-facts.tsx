import { Alert } from 'antd';
import type { Schemas } from '../../api/client.ts';
import { PageLink } from '../../jobs/page-link.tsx';
import { useNames } from '../../states/names.ts';
import { Terms } from '../../states/terms.tsx';
import { Tone } from '../../states/tone.tsx';
import { moment, money } from '../../words/format.ts';
import { useWords } from '../../words/labels.ts';
import { useLanguage } from '../../words/language.ts';
import { useText } from '../../words/texts.ts';
import { OrderClock } from '../clock.tsx';
import { toneOf } from '../order-table.tsx';
import { orderTexts } from './words.ts';

type Order = Schemas['StopOrder'];

/** The state, the clock, the sums, and why the order needs an eye. */
export function OrderSums({ order, readAt }: { readonly order: Order; readonly readAt: number }) {
  const t = useText(orderTexts);
  const words = useWords();
  const language = useLanguage();
  const { ladder, clocks, breached, late, dueInSeconds, marks } = order;
  const clocked = { clocks, breached, late, ...(dueInSeconds !== undefined && { dueInSeconds }) };
  const rung = ladder.at(-1);
  return (
    <>
      {order.letGo !== undefined && <LetGo letGo={order.letGo} />}
      <p>
        <Tone tone={toneOf(order.state)}>{words('orderState', order.state)}</Tone>
        <OrderClock order={{ ...clocked, ...(rung !== undefined && { rung }) }} readAt={readAt} />
        {marks.map((mark) => (
          <Tone key={mark} tone="warn">
            {words('orderMark', mark)}
          </Tone>
        ))}
        {order.finding !== undefined && <Tone>{words('finding', order.finding)}</Tone>}
      </p>
      <Terms
        className="sums"
        of={[
          [t('held'), money(order.heldFen, language)],
          [t('stopped'), money(order.stoppedFen, language)],
          [t('narrowed'), order.narrowedFen !== undefined && money(order.narrowedFen, language)],
          [t('paidBack'), order.returnedFen !== undefined && money(order.returnedFen, language)],
          [t('traced'), money(order.tracedFen, language)],
          [t('balance'), order.balanceBeforeFen === undefined ? undefined : money(order.balanceBeforeFen, language)],
        ]}
      />
    </>
  );
}

/** On what ground the money goes free although the officers who ordered did not ask for it. */
function LetGo({ letGo: { at, ground, reason } }: { readonly letGo: NonNullable<Order['letGo']> }) {
  const t = useText(orderTexts);
  const words = useWords();
  const language = useLanguage();
  const { by, objectionId } = ground;
  return (
    <Alert
      type="warning"
      showIcon
      title={t('letGo', { ground: words('rightGround', by) })}
      description={t('letGoSince', { at: moment(at, language), reason })}
      action={objectionId !== undefined && <PageLink to={`/objections/${objectionId}`}>{t('toObjection')}</PageLink>}
    />
  );
}

/** Whose account it is, what is stopped, and who asked for it. */
export function OrderFacts({ order }: { readonly order: Order }) {
  const t = useText(orderTexts);
  const words = useWords();
  const language = useLanguage();
  const { account, bankId, agency } = order;
  const nameOf = useNames([bankId, agency]);
  return (
    <section className="part">
      <h2>{t('account')}</h2>
      <Terms
        of={[
          [t('bank'), nameOf(bankId)],
          [t('holderName'), account.accountName],
          [t('accountNumber'), account.accountNumber && <span className="number">{account.accountNumber}</span>],
          [t('kind'), account.accountKind && words('accountKind', account.accountKind)],
          [t('scope'), scopeOf(order, { words, language })],
          [t('transfer'), <Transfers key="transfers" order={order} />],
          [t('tier'), t('tierOf', { tier: order.tier })],
          [t('urgency'), words('urgency', order.urgency)],
          [t('reason'), order.reason],
          [t('officers'), order.officers.map(({ name, badge, phone }) => `${name} ${badge} ${phone}`).join(' · ')],
          [t('agency'), nameOf(agency)],
          [t('expires'), order.expiresAt && moment(order.expiresAt, language)],
          [t('extensions'), order.extensions > 0 ? String(order.extensions) : undefined],
        ]}
      />
      {order.foreignCurrency === true && <Tone tone="warn">{t('foreign')}</Tone>}
    </section>
  );
}

type InWords = { readonly words: ReturnType<typeof useWords>; readonly language: ReturnType<typeof useLanguage> };

function scopeOf({ account: { scope, amountFen, target } }: Order, { words, language }: InWords): string {
  const what = words('stopScope', target === undefined ? (scope ?? '') : 'transaction');
  return amountFen === undefined ? what : `${what} ${money(amountFen, language)}`;
}

function Transfers({ order: { transfers } }: { readonly order: Order }) {
  const language = useLanguage();
  return (
    <>
      {transfers.map(({ at, amountFen, currency, amountMinor, serial }, place) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: transfers are added at the end alone
        <div key={place} className="number">
          {moment(at, language)}{' '}
          {amountFen === undefined ? `${currency} ${(amountMinor ?? 0) / 100}` : money(amountFen, language)}{' '}
          <span className="quiet">{serial}</span>
        </div>
      ))}
    </>
  );
}
