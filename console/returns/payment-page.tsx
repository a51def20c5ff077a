import { Alert } from 'antd';
import { useParams } from 'react-router';
import { ActButton } from '../acts/act-button.tsx';
import { type Thing, thingKey, useThing } from '../acts/thing.ts';
import {
  correctReturnPayee,
  correctReturnPayment,
  dropReturnPayment,
  freeReturnPayment,
  settleReturnPaymentDispute,
} from '../generated/acts/returns.ts';
import { PageLink } from '../jobs/page-link.tsx';
import { ThingLink } from '../jobs/thing-link.tsx';
import { Answer } from '../states/answer.tsx';
import { History } from '../states/history.tsx';
import { READ_EVERY_MS } from '../states/list.tsx';
import { useNames } from '../states/names.ts';
import { Page } from '../states/page.tsx';
import { Terms } from '../states/terms.tsx';
import { useAgain } from '../states/use-again.ts';
import { deadline, moment, money } from '../words/format.ts';
import { useWords } from '../words/labels.ts';
import { useLanguage } from '../words/language.ts';
import { useText } from '../words/texts.ts';
import { Payee } from './claims.tsx';
import { Disputes } from './disputes.tsx';
import { isDisputed, Standing } from './payments.tsx';
import { type Payment, roundKey } from './rounds.ts';
import { returnTexts } from './words.ts';

const PAYMENT = '/v1/return-payments/{paymentId}';
const CLAIM = '/v1/return-claims/{claimId}';

/** A payment (返还划拨): what its bank said, and what an officer does about an account that cannot receive (`/return-payments/:paymentId`). */
export default function PaymentPage() {
  const { paymentId = '' } = useParams();
  const t = useText(returnTexts);
  const payment = useThing('/v1/return-payments/{paymentId}', { paymentId });
  useAgain(READ_EVERY_MS, payment.refetch);
  return (
    <Page title={t('payment')}>
      <Answer of={payment.query}>
        {(data) => (
          <>
            <Content payment={payment} data={data} />
            <History stream={paymentId} />
          </>
        )}
      </Answer>
    </Page>
  );
}

function Content({ payment, data }: { readonly payment: Thing<Payment>; readonly data: Payment }) {
  const t = useText(returnTexts);
  const words = useWords();
  const language = useLanguage();
  const { claimId, returnId, status, fen, orderId, bankId, payTo, attempt, orderedAt, dueAt, code, paidAt, endedAt } = data;
  const nameOf = useNames([bankId]);
  const shownIn = [thingKey(PAYMENT, payment.params), roundKey(returnId)];
  const claim = useThing(CLAIM, { claimId }, { shownIn });
  const isRefused = status === 'wrong-account';
  const disputed = isDisputed(data);
  return (
    <>
      {isRefused && <Alert type="warning" showIcon role="status" title={t('refused')} />}
      {disputed && <Alert type="error" showIcon role="status" title={t('contradicted')} />}
      <Terms
        of={[
          [t('state'), <Standing key="state" payment={data} />],
          [t('sum'), money(fen, language)],
          [t('account'), <ThingLink key="order" kind="order" id={orderId} />],
          [t('bank'), nameOf(bankId)],
          [t('victim'), claim.data?.victim.name],
          [t('payee'), <Payee key="payee" claim={{ payTo }} />],
          [t('claimPayee'), isRefused && claim.data && <Payee key="now" claim={claim.data} />],
          [t('code'), code !== undefined && `${code} ${words('resultCode', code)}`],
          [t('attempt'), String(attempt)],
          [t('ordered'), orderedAt && moment(orderedAt, language)],
          [t('due'), dueAt && deadline(dueAt, language)],
          [t('paidAt'), paidAt && moment(paidAt, language)],
          [t('overAt'), endedAt && moment(endedAt, language)],
        ]}
      />
      <Disputes disputes={data.disputes ?? []} />
      <p>
        <PageLink to={`/returns/${returnId}`}>{t('toRound')}</PageLink>
      </p>
      <div className="acts">
        <ActButton
          offered={isRefused && claim.data !== undefined}
          act={correctReturnPayee}
          thing={claim}
          initial={{ payTo: claim.data?.payTo, agent: claim.data?.agent }}
          primary
        />
        <ActButton offered={disputed} act={settleReturnPaymentDispute} thing={payment} primary />
        <ActButton offered={!disputed} act={correctReturnPayment} thing={payment} />
        <ActButton act={freeReturnPayment} thing={payment} />
        <ActButton act={dropReturnPayment} thing={payment} danger />
      </div>
    </>
  );
}
