import { useQuery } from '@tanstack/react-query';
import { Alert } from 'antd';
import { ActButton } from '../../acts/act-button.tsx';
import { offers } from '../../acts/offers.ts';
import type { ActThing } from '../../acts/thing.ts';
import { api, type Schemas } from '../../api/client.ts';
import { contentOf } from '../../api/problem.ts';
import { recordPhoneAttempt, recordPhoneResult } from '../../generated/acts/orders.ts';
import { useNames } from '../../states/names.ts';
import { Terms } from '../../states/terms.tsx';
import { moment, money } from '../../words/format.ts';
import { useWords } from '../../words/labels.ts';
import { useLanguage } from '../../words/language.ts';
import { useText } from '../../words/texts.ts';
import { orderTexts } from './words.ts';

interface OrderPhoneProps {
  readonly order: ActThing;
  readonly data: Schemas['StopOrder'];
}

/** The telephone channel (电话通道): the number that the officer calls, the words to read out, and the form for the bank's answer. */
export function OrderPhone({ order, data }: OrderPhoneProps) {
  const t = useText(orderTexts);
  const { bankId, officers, onPhone, pending, phoneAttempts } = data;
  const open = data.instructions.findLast(({ state }) => state === 'open');
  const isOffered = offers(recordPhoneResult, order) && (open !== undefined || onPhone);
  const bank = useQuery({
    queryKey: ['bank', bankId],
    enabled: isOffered,
    queryFn: () => contentOf(api.GET('/v1/banks/{bankId}', { params: { path: { bankId } } })),
  });
  if (!isOffered) return null;
  const named = pending?.instructionId ?? open?.instructionId;
  const number = bank.data?.dutyPhone;
  return (
    <section className="part phone">
      <h2>{t('phone')}</h2>
      {onPhone ? <Alert type="warning" showIcon title={t('phoneNow')} /> : <p className="quiet">{t('phoneHint')}</p>}
      <p className="big number">{number === undefined ? t('phoneUnknown') : <a href={`tel:${number}`}>{number}</a>}</p>
      <ReadOut data={data} instruction={open?.instruction} />
      {phoneAttempts !== undefined && <Attempts attempts={phoneAttempts} />}
      <div className="acts">
        <ActButton
          act={recordPhoneResult}
          thing={order}
          initial={{ result: named === undefined ? {} : { instructionId: named }, call: { officers } }}
          primary={onPhone}
          open={['/result', '/call']}
        />
        <ActButton act={recordPhoneAttempt} thing={order} initial={{ outcome: 'no-answer' }} />
      </div>
    </section>
  );
}

interface AttemptsProps {
  readonly attempts: NonNullable<Schemas['StopOrder']['phoneAttempts']>;
}

/** How often officers called in vain, and the last time. */
function Attempts({ attempts: { count, last } }: AttemptsProps) {
  const t = useText(orderTexts);
  const words = useWords();
  const language = useLanguage();
  const outcome = words('phoneAttempt', last.outcome);
  return <p role="status">{t('phoneAttempts', { n: count, at: moment(last.at, language), outcome, name: last.name })}</p>;
}

/** What officers tell the bank on the phone: what it is to do, with which account, and who orders it. */
function ReadOut({ data, instruction }: { readonly data: Schemas['StopOrder']; readonly instruction: string | undefined }) {
  const t = useText(orderTexts);
  const words = useWords();
  const language = useLanguage();
  const nameOf = useNames([data.agency, data.alertId, data.bankId]);
  const { account, officers } = data;
  const { amountFen, at } = account.transfer;
  return (
    <>
      <h3>{t('readOut')}</h3>
      <Terms
        of={[
          [t('bank'), nameOf(data.bankId)],
          [t('instruction'), instruction && words('instruction', instruction)],
          [t('holderName'), account.accountName],
          [t('accountNumber'), account.accountNumber && <span className="number">{account.accountNumber}</span>],
          [t('transfer'), `${moment(at, language)} ${amountFen === undefined ? '' : money(amountFen, language)}`],
          [t('agency'), `${nameOf(data.agency)} · ${nameOf(data.alertId)}`],
          [t('officers'), officers.map(({ name, badge }) => `${name} ${badge}`).join(' · ')],
        ]}
      />
    </>
  );
}
