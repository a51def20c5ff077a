import type { ReactNode } from 'react';
import type { Schemas } from '../api/client.ts';
import { useNames } from '../states/names.ts';
import { Terms } from '../states/terms.tsx';
import { moment, money } from '../words/format.ts';
import { useWords } from '../words/labels.ts';
import { useLanguage } from '../words/language.ts';
import { useText } from '../words/texts.ts';
import type { BankOrder } from './bank-orders.ts';
import { bankTexts } from './words.ts';

interface OfOrder {
  readonly order: BankOrder;
}

/** What the bank needs to execute the instruction: the account, how much of it, what to compare, and by whose authority. */
export function OrderFacts({ order }: OfOrder) {
  const t = useText(bankTexts);
  return (
    <>
      <h2>{t('toDo')}</h2>
      <Todo order={order} />
      <h2>{t('transfers')}</h2>
      <Transfers transfers={order.transfers} />
      {order.laterTransfers.length > 0 && (
        <>
          <h3>{t('laterTransfers')}</h3>
          <Transfers transfers={order.laterTransfers} />
        </>
      )}
      <h2>{t('ground')}</h2>
      <Ground order={order} />
    </>
  );
}

function Todo({ order }: OfOrder) {
  const t = useText(bankTexts);
  const words = useWords();
  const language = useLanguage();
  const { accountName, accountNumber, accountKind, target, scope, amountFen, termMonths, check, tier, urgency, issuedAt, dueAt } =
    order;
  return (
    <Terms
      className="facts"
      of={[
        [t('instruction'), <strong key="instruction">{words('instruction', order.instruction)}</strong>],
        [t('accountName'), accountName ?? (target === undefined ? t('nameUnknown') : undefined)],
        [t('accountNumber'), accountNumber && <strong className="number">{accountNumber}</strong>],
        [t('accountKind'), accountKind && words('accountKind', accountKind)],
        [t('bankSerial'), target?.bankSerial],
        [t('orderNumber'), target?.orderNumber],
        [t('posSerial'), target?.posSerial],
        [t('scope'), scope && words('stopScope', scope)],
        [t('sum'), amountFen === undefined ? undefined : money(amountFen, language)],
        [t('months'), termMonths === undefined ? undefined : t('monthsOf', { n: termMonths })],
        [t('necessity'), order.necessity],
        [t('check'), check.map((one) => words('bankCheck', one)).join(t('comma'))],
        [t('urgency'), words('urgency', urgency)],
        [t('tier'), tier === 1 ? t('firstTier') : t('laterTier', { tier })],
        [t('issuedAt'), moment(issuedAt, language)],
        [t('dueAt'), moment(dueAt, language)],
        [t('orderId'), <code key="orderId">{order.orderId}</code>],
      ]}
    />
  );
}

function Transfers({ transfers }: { readonly transfers: readonly Schemas['Transfer'][] }) {
  const t = useText(bankTexts);
  const language = useLanguage();
  return (
    <ul>
      {transfers.map(({ at, amountFen, currency, amountMinor, serial }) => (
        <li key={`${at} ${amountFen} ${serial}`} className="number">
          {moment(at, language)} · {amountFen === undefined ? '' : money(amountFen, language)}
          {amountMinor !== undefined && ` ${t('foreign', { currency, amount: amountMinor })}`}
          {serial !== undefined && ` · ${t('serial')} ${serial}`}
        </li>
      ))}
    </ul>
  );
}

function Ground({ order: { authority, documents, laterDocuments } }: OfOrder) {
  const t = useText(bankTexts);
  const words = useWords();
  const nameOf = useNames([authority.agency]);
  const { contact, officers } = authority;
  return (
    <Terms
      className="facts"
      of={[
        [t('authority'), `${nameOf(authority.agency)} · ${words('district', authority.district)}`],
        [t('reason'), authority.reason],
        [t('caseNumber'), authority.caseNumber],
        [t('decisionNumber'), authority.decisionNumber],
        [t('contact'), contact && `${contact.name} · ${contact.dutyPhone}`],
        [t('officers'), officers.map(({ name, badge, phone }) => `${name} ${badge} ${phone}`).join(t('comma'))],
        [t('documents'), documents.length > 0 && <Papers papers={documents} />],
        [t('laterDocuments'), laterDocuments.length > 0 && <Papers papers={laterDocuments} />],
      ]}
    />
  );
}

function Papers({ papers }: { readonly papers: readonly Schemas['OrderDocument'][] }): ReactNode {
  const words = useWords();
  const language = useLanguage();
  return papers.map(({ kind, number, issuedAt, sha256 }) => (
    <div key={`${kind} ${number}`}>
      {words('documentKind', kind)} {number} · {moment(issuedAt, language)}
      {sha256 !== undefined && <span className="quiet hash"> SHA-256 {sha256}</span>}
    </div>
  ));
}
