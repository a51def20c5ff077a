import { Alert } from 'antd';
import { Link, useParams } from 'react-router';
import { type Thing, useThing } from '../acts/thing.ts';
import { RaiseObjection } from '../objections/raise.tsx';
import { Answer } from '../states/answer.tsx';
import { useNames } from '../states/names.ts';
import { Page } from '../states/page.tsx';
import { useAgain } from '../states/use-again.ts';
import { moment } from '../words/format.ts';
import { useWords } from '../words/labels.ts';
import { useLanguage } from '../words/language.ts';
import { useText } from '../words/texts.ts';
import { AnswerPart } from './answer-part.tsx';
import { type BankOrder, bankOrdersKey, pace } from './bank-orders.ts';
import { Instructions } from './instructions.tsx';
import { OrderFacts } from './order-facts.tsx';
import { Said } from './order-said.tsx';
import { Due, StandingOf } from './order-table.tsx';
import { SignatureNote } from './signature-note.tsx';
import { bankTexts } from './words.ts';

/** An order as its bank has it: what is asked and on what ground, what the bank has said so far, and its answers. */
export default function OrderPage() {
  const t = useText(bankTexts);
  const words = useWords();
  const language = useLanguage();
  const { orderId = '' } = useParams();
  const order = useThing('/v1/bank/orders/{orderId}', { orderId }, { shownIn: [bankOrdersKey, ['bank-deliveries', orderId]] });
  const { data } = order;
  const nameOf = useNames([data?.authority.agency]);
  useAgain(pace(data?.state === 'open'), order.refetch);
  return (
    <Page
      title={
        data === undefined
          ? t('order')
          : t('orderOf', {
              what: words('instruction', data.instruction),
              who: nameOf(data.authority.agency),
              at: moment(data.issuedAt, language),
            })
      }
    >
      <Answer of={order.query}>{(reading) => <Order key={orderId} thing={order} reading={reading} />}</Answer>
    </Page>
  );
}

interface OrderProps {
  readonly thing: Thing<BankOrder>;
  readonly reading: BankOrder;
}

function Order({ thing, reading }: OrderProps) {
  const t = useText(bankTexts);
  const { orderId, test, said } = reading;
  return (
    <>
      {test !== undefined && (
        <Alert
          type="info"
          showIcon
          title={t('testOrderMeans')}
          action={<Link to={`/bank/tests/${orderId}`}>{t('toTest')}</Link>}
        />
      )}
      <p className="sums">
        <Due order={reading} readAt={thing.updatedAt} />
        <StandingOf order={reading} />
      </p>
      <OrderFacts order={reading} />
      {said !== undefined && <Said order={reading} said={said} />}
      <SignatureNote />
      <AnswerPart thing={thing} order={reading} />
      <Instructions thing={thing} order={reading} />
      {test === undefined && (
        <>
          <div className="acts">
            <RaiseObjection orderId={orderId} />
          </div>
          <p>
            <Link to={`/bank/orders/${orderId}/paper`}>{t('toPaper')}</Link>{' '}
            <Link to={`/bank/deliveries?orderId=${orderId}`}>{t('toDeliveries')}</Link>
          </p>
        </>
      )}
    </>
  );
}
