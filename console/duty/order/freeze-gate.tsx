import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Checkbox, InputNumber } from 'antd';
import { useId, useState } from 'react';
import { ActButton } from '../../acts/act-button.tsx';
import { offers } from '../../acts/offers.ts';
import type { ActThing } from '../../acts/thing.ts';
import { api, type Schemas } from '../../api/client.ts';
import { contentOf } from '../../api/problem.ts';
import { askApproval } from '../../generated/acts/approvals.ts';
import { freezeOrder } from '../../generated/acts/orders.ts';
import { Answer } from '../../states/answer.tsx';
import { Tone, type ToneName } from '../../states/tone.tsx';
import { money } from '../../words/format.ts';
import { useWords } from '../../words/labels.ts';
import { useLanguage } from '../../words/language.ts';
import { useText } from '../../words/texts.ts';
import { askedKey, gateKey } from './keys.ts';
import { useGranted } from './use-asked.ts';
import { orderTexts } from './words.ts';

type Gate = Schemas['FreezeGate'];

interface FreezeGateProps {
  readonly order: ActThing;
  readonly data: Schemas['StopOrder'];
}

/** How much is to be frozen: how high it must be approved follows from it. */
interface Extent {
  readonly amountFen?: number | undefined;
  readonly major?: boolean | undefined;
  readonly outsideFilingId?: string | undefined;
}

const FEN_IN_YUAN = 100;

/** The freeze (冻结), with what it needs before the button: the API goes through the conditions of its own decision. */
export function FreezeGate({ order, data: { orderId, version, officers } }: FreezeGateProps) {
  const t = useText(orderTexts);
  const [typed, setTyped] = useState<Extent>({});
  const isOffered = offers(freezeOrder, order);
  const approvalId = useGranted(orderId, 'freeze');
  const approved = useQuery({
    queryKey: ['approval', approvalId],
    enabled: isOffered && approvalId !== undefined,
    queryFn: () => contentOf(api.GET('/v1/approvals/{approvalId}', { params: { path: { approvalId: approvalId ?? '' } } })),
  });
  const matter = approved.data?.matter;
  const extent: Extent = matter?.gate === 'freeze' ? matter : typed;
  const asked = extentOf(extent);
  const gate = useQuery({
    queryKey: [...gateKey(orderId), version, asked, approvalId],
    enabled: isOffered && (approvalId === undefined || matter !== undefined),
    // The conditions of this freeze stay while they are read again: a form may be open among them.
    placeholderData: (before, query) => (JSON.stringify(query?.queryKey.at(-2)) === JSON.stringify(asked) ? before : undefined),
    queryFn: () => {
      const { major, ...rest } = asked;
      const query = { ...rest, ...(major && { major: 'true' as const }), ...(approvalId !== undefined && { approvalId }) };
      return contentOf(api.GET('/v1/orders/{orderId}/freeze-gate', { params: { path: { orderId }, query } }));
    },
  });
  const initial = { officers, ...asked, ...(approvalId !== undefined && { approvalId }) };
  return (
    <section className={isOffered ? 'part' : ''}>
      {isOffered && (
        <>
          <h2>{t('gate')}</h2>
          {approvalId === undefined && <ExtentFields extent={typed} change={setTyped} />}
          <Answer of={gate}>{(shown) => <Conditions gate={shown} extent={extent} orderId={orderId} />}</Answer>
        </>
      )}
      <ActButton
        act={freezeOrder}
        thing={order}
        initial={initial}
        open={['/notice', '/contact']}
        primary={gate.data?.open === true}
        asks={gate.data !== undefined && missingBefore(gate.data).length === 0}
      />
    </section>
  );
}

/** The members that say something, as the API takes them. */
function extentOf({ amountFen, major, outsideFilingId }: Extent) {
  return {
    ...(amountFen !== undefined && { amountFen }),
    ...(major === true && { major }),
    ...(outsideFilingId !== undefined && { outsideFilingId }),
  };
}

function ExtentFields({ extent, change }: { readonly extent: Extent; readonly change: (extent: Extent) => void }) {
  const t = useText(orderTexts);
  const { amountFen, major } = extent;
  const id = useId();
  return (
    <fieldset className="filters">
      <legend className="unseen">{t('checkAgain')}</legend>
      <span>
        <label htmlFor={id}>{t('amount')}</label>{' '}
        <InputNumber<number>
          id={id}
          min={0.01}
          precision={2}
          value={amountFen === undefined ? null : amountFen / FEN_IN_YUAN}
          onChange={(yuan) => change({ major, ...(yuan !== null && { amountFen: Math.round(yuan * FEN_IN_YUAN) }) })}
        />
      </span>
      <Checkbox checked={major === true} onChange={({ target }) => change({ amountFen, major: target.checked })}>
        {t('major')}
      </Checkbox>
    </fieldset>
  );
}

const tones: Readonly<Record<Gate['conditions'][number]['stands'], ToneName>> = {
  met: 'good',
  missing: 'bad',
  'with-act': 'plain',
};
const signs: Readonly<Record<Gate['conditions'][number]['stands'], string>> = { met: '✓', missing: '✗', 'with-act': '·' };

/** What an approval would not help against. The bank's answer to another instruction is awaited while the approval is asked for. */
function missingBefore({ conditions }: Gate): readonly Gate['conditions'][number]['condition'][] {
  return conditions
    .filter(({ condition, stands }) => stands === 'missing' && condition !== 'approval' && condition !== 'pending')
    .map(({ condition }) => condition);
}

interface ConditionsProps {
  readonly gate: Gate;
  readonly extent: Extent;
  readonly orderId: string;
}

function Conditions({ gate, extent, orderId }: ConditionsProps) {
  const t = useText(orderTexts);
  const words = useWords();
  const language = useLanguage();
  const { open, needed, filing, conditions, waitsInLine } = gate;
  const sum = extent.amountFen === undefined ? t('wholeAccount') : t('sumOf', { sum: money(extent.amountFen, language) });
  const before = missingBefore(gate);
  const level = t('neededLevel', { level: words('approvalLevel', needed.level) });
  const comma = language === 'zh' ? '，' : ', ';
  const because = needed.because.map((reason) => words('heightReason', reason)).join(language === 'zh' ? '、' : ', ');
  const said: Readonly<Partial<Record<Gate['conditions'][number]['condition'], string | undefined>>> = {
    approval: [level, ...(needed.legalReview ? [t('neededReview')] : []), ...(because === '' ? [] : [because])].join(comma),
    filing: filing && t('caseNumber', { number: filing.caseNumber }),
  };
  return (
    <>
      <p className="quiet">{t('gateExtent', { extent: extent.major === true ? `${sum} · ${t('major')}` : sum })}</p>
      {waitsInLine && <p>{t('inLine')}</p>}
      <ul className="entries" aria-label={t('gate')}>
        {conditions.map(({ condition, stands, code }) => (
          <li key={condition}>
            <Tone tone={tones[stands]}>
              <span aria-hidden="true">{signs[stands]} </span>
              {words('conditionStands', stands)}
            </Tone>
            <p>
              {words('freezeCondition', condition)} <span className="quiet">{said[condition]}</span>
              {code !== undefined && <span className="quiet"> {words('refusal', code)}</span>}
            </p>
            {condition === 'approval' && stands === 'missing' && before.length > 0 && (
              <p>{t('askAfter', { conditions: before.map((one) => words('freezeCondition', one)).join(t('comma')) })}</p>
            )}
            {condition === 'approval' && (
              <AskFreeze offered={stands === 'missing' && before.length === 0} extent={extent} orderId={orderId} />
            )}
          </li>
        ))}
      </ul>
      <p role="status">
        <Tone tone={open ? 'good' : 'warn'}>{open ? t('gateOpen') : t('gateShut')}</Tone>
      </p>
    </>
  );
}

interface AskFreezeProps extends Pick<ConditionsProps, 'extent' | 'orderId'> {
  readonly offered: boolean;
}

/** Asks for the approval of exactly the freeze that was checked. */
function AskFreeze({ offered, extent, orderId }: AskFreezeProps) {
  const queries = useQueryClient();
  const fixed = { gate: 'freeze', orderId, ...extentOf(extent) };
  const again = (): void => {
    for (const queryKey of [askedKey, gateKey(orderId)]) void queries.invalidateQueries({ queryKey });
  };
  return <ActButton offered={offered} act={askApproval} fixed={fixed} size="small" onDone={again} />;
}
