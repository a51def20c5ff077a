import type { Schemas } from '../../api/client.ts';
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
      <p>
        <Tone tone={toneOf(order.state)}>{words('orderState', order.state)}</Tone>
        <OrderClock order={{ ...clocked, ...(rung !== undefined && { rung }) }} readAt={readAt} />
        {marks.map((mark) => (
          <Tone key={mark} tone="warn">
            {words('orderMark', mark)}
          </Tone>
        ))}
      </p>
      <Terms
        className="sums"
        of={[
          [t('held'), money(order.heldFen, language)],
          [t('stopped'), money(order.stoppedFen, language)],
          [t('traced'), money(order.tracedFen, language)],
          [t('balance'), order.balanceBeforeFen === undefined ? undefined : money(order.balanceBeforeFen, language)],
        ]}
      />
    </>
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
