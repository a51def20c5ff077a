import { Flex, type TableColumnsType } from 'antd';
import { Link } from 'react-router';
import { List } from '../states/list.tsx';
import { useNames } from '../states/names.ts';
import { Tone } from '../states/tone.tsx';
import { WideTable } from '../states/wide-table.tsx';
import { deadline, minute } from '../words/format.ts';
import { useWords } from '../words/labels.ts';
import { useLanguage } from '../words/language.ts';
import { useText } from '../words/texts.ts';
import { type SharedCase, useSharedCases } from './lists.ts';
import { caseTexts } from './words.ts';

/** The cases that other agencies share with this person: which parts, for what, until when. Those that end first come first. */
export function SharedCases() {
  const t = useText(caseTexts);
  const shares = useSharedCases();
  return (
    <List of={shares} empty={t('emptyShared')}>
      {(items) => <ShareTable shares={items.toSorted((a, b) => Date.parse(a.until) - Date.parse(b.until))} />}
    </List>
  );
}

function ShareTable({ shares }: { readonly shares: readonly SharedCase[] }) {
  const t = useText(caseTexts);
  const words = useWords();
  const language = useLanguage();
  const nameOf = useNames(shares.map(({ agency }) => agency));
  const columns: TableColumnsType<SharedCase> = [
    {
      title: t('reference'),
      key: 'reference',
      render: (_, { caseId, reference }) => <Link to={`/cases/${caseId}`}>{reference}</Link>,
    },
    { title: t('until'), key: 'until', render: (_, { until }) => deadline(until, language), className: 'number' },
    { title: t('parts'), key: 'parts', render: (_, { parts }) => <Parts parts={parts} /> },
    { title: t('purpose'), key: 'purpose', render: (_, { purpose }) => purpose },
    { title: t('agency'), key: 'agency', render: (_, { agency }) => nameOf(agency) },
    { title: t('state'), key: 'state', render: (_, { status }) => <Tone>{words('caseState', status)}</Tone> },
    { title: t('granted'), key: 'granted', render: (_, { grantedAt }) => minute(grantedAt, language), className: 'number' },
  ];
  return <WideTable<SharedCase> name={t('shared')} rowKey="grantId" rows={shares} columns={columns} />;
}

/** The parts of a case, in the API's words. */
export function Parts({ parts }: { readonly parts: readonly string[] }) {
  const words = useWords();
  return (
    <Flex wrap gap={4}>
      {parts.map((part) => (
        <Tone key={part}>{words('casePart', part)}</Tone>
      ))}
    </Flex>
  );
}
