import { Input, type TableColumnsType } from 'antd';
import { useEffect, useRef, useState } from 'react';
import type { WidgetProps } from '../forms/form-context.ts';
import { useUnsent } from '../forms/unsent.ts';
import { useBanks } from '../states/banks.ts';
import { cityNow } from '../states/city-clock.ts';
import { Tone } from '../states/tone.tsx';
import { WideTable } from '../states/wide-table.tsx';
import { moment, money } from '../words/format.ts';
import { useWords } from '../words/labels.ts';
import { useLanguage } from '../words/language.ts';
import { useText } from '../words/texts.ts';
import { OutflowEntry } from './outflow-entry.tsx';
import { type OutflowDoubt, type PastedOutflow, type PastedOutflows, readOutflows } from './outflow-lines.ts';
import { bankTexts } from './words.ts';

const nothing: PastedOutflows = { outflows: [], heads: [] };

/**
 * Outflows as lines: pasted from the core system's sheet, or typed. The text stays as it is; the table below it shows how each line is read,
 * and all of them are sent.
 */
export function OutflowsWidget({ id, describedBy, onChange, faults }: WidgetProps) {
  const t = useText(bankTexts);
  const banks = useBanks();
  const [text, setText] = useState('');
  const [read, setRead] = useState(nothing);
  // Lines of which none could be read are not in the form yet.
  useUnsent(text.trim() !== '' && read.outflows.length === 0);
  const told = useRef(onChange);
  useEffect(() => {
    told.current = onChange;
  });
  const isReady = banks !== undefined;
  // biome-ignore lint/correctness/useExhaustiveDependencies: read again when the text changes, and once the banks are known
  useEffect(() => {
    if (!isReady) return;
    const next = text.trim() === '' ? nothing : readOutflows(text, { banks, now: cityNow() });
    setRead(next);
    told.current(next.outflows.length === 0 ? undefined : next.outflows.map(({ outflow }) => ({ ...outflow })));
  }, [text, isReady]);
  const add = (line: string): void => setText((before) => (before.trim() === '' ? line : `${before.trimEnd()}\n${line}`));
  return (
    <div>
      <Input.TextArea
        id={id}
        value={text}
        aria-describedby={[`${id}--lines`, describedBy].filter(Boolean).join(' ')}
        rows={5}
        spellCheck={false}
        onChange={({ target }) => setText(target.value)}
      />
      <p className="help" id={`${id}--lines`}>
        {t('linesHelp')}
      </p>
      {faults.map((fault) => (
        <p key={fault.pointer} className="fault">
          {fault.text}
        </p>
      ))}
      <p role="status" className="quiet">
        {text.trim() !== '' && t('linesRead', { n: read.outflows.length, doubtful: read.outflows.filter(isDoubtful).length })}
        {read.heads.map((head) => ` · ${t('headLine', { text: head.replaceAll('\t', ' ') })}`)}
      </p>
      {read.outflows.length > 0 && <ReadLines outflows={read.outflows} />}
      <OutflowEntry banks={banks ?? []} add={add} />
    </div>
  );
}

const isDoubtful = ({ doubts }: PastedOutflow): boolean => doubts.length > 0;

function ReadLines({ outflows }: Pick<PastedOutflows, 'outflows'>) {
  const t = useText(bankTexts);
  const words = useWords();
  const language = useLanguage();
  const banks = useBanks();
  const columns: TableColumnsType<PastedOutflow & { readonly n: number }> = [
    { title: '#', key: 'n', render: (_, { n }) => n + 1 },
    {
      title: t('to'),
      key: 'to',
      render: (_, { outflow: { means, bankId, accountName, accountNumber } }) => (
        <>
          {means === undefined ? (banks?.find((bank) => bank.bankId === bankId)?.name ?? '') : words('outflowMeans', means)}{' '}
          {accountName}
          <div className="number quiet">{accountNumber}</div>
        </>
      ),
    },
    {
      title: t('sum'),
      key: 'sum',
      className: 'number',
      render: (_, { outflow: { amountFen } }) => (amountFen === undefined ? '' : money(amountFen, language)),
    },
    {
      title: t('time'),
      key: 'time',
      className: 'number',
      render: (_, { outflow: { at } }) => (at === undefined ? '' : moment(at, language)),
    },
    {
      title: t('note'),
      key: 'note',
      render: (_, { doubts, outflow: { remark, serial } }) => (
        <>
          {doubts.map((doubt) => (
            <Tone key={`${doubt.member} ${doubt.why}`} tone="warn">
              <DoubtWords doubt={doubt} />
            </Tone>
          ))}
          {serial !== undefined && <div className="quiet">{`${t('serial')} ${serial}`}</div>}
          {remark !== undefined && <div className="quiet">{`${t('remark')} ${remark}`}</div>}
        </>
      ),
    },
  ];
  return <WideTable name={t('linesTable')} rowKey="n" rows={outflows.map((line, n) => ({ ...line, n }))} columns={columns} />;
}

const memberTexts = {
  name: 'accountName',
  number: 'accountNumber',
  bank: 'bank',
  amount: 'sum',
  at: 'time',
  serial: 'serial',
} as const;
const whyTexts = {
  missing: 'doubtMissing',
  unknown: 'doubtUnknown',
  'not-read': 'doubtNotRead',
  several: 'doubtSeveral',
  day: 'doubtDay',
  bank: 'doubtBank',
  identity: 'doubtIdentity',
  'last-group': 'doubtLastGroup',
  masked: 'doubtMasked',
} as const;

function DoubtWords({ doubt: { member, why } }: { readonly doubt: OutflowDoubt }) {
  const t = useText(bankTexts);
  return `${member === undefined ? '' : `${t(memberTexts[member])}${t('colon')}`}${t(whyTexts[why])}`;
}
