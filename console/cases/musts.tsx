import type { TableColumnsType } from 'antd';
import { ActButton } from '../acts/act-button.tsx';
import { noteMust } from '../generated/acts/cases.ts';
import { Tone } from '../states/tone.tsx';
import { minute } from '../words/format.ts';
import { useWords } from '../words/labels.ts';
import { useLanguage } from '../words/language.ts';
import { useText } from '../words/texts.ts';
import type { CaseProps } from './part-props.ts';
import { Rows, Section } from './section.tsx';
import type { Case } from './use-case.ts';
import { caseTexts } from './words.ts';

type Must = NonNullable<Case['musts']>[number];

interface MustsProps extends CaseProps {
  readonly musts: readonly Must[];
}

/** The three musts (三必): which are done, by which officer. */
export function Musts({ thing, musts }: MustsProps) {
  const t = useText(caseTexts);
  const words = useWords();
  const language = useLanguage();
  const columns: TableColumnsType<Must> = [
    { title: t('must'), key: 'must', render: (_, { must }) => words('must', must) },
    {
      title: t('state'),
      key: 'state',
      render: (_, { done }) => <Tone tone={done ? 'good' : 'warn'}>{done ? t('done') : t('open')}</Tone>,
    },
    { title: t('doneAt'), key: 'doneAt', render: (_, { doneAt }) => doneAt && minute(doneAt, language), className: 'number' },
    { title: t('officer'), key: 'officer', render: (_, { officer }) => officer && `${officer.name} · ${officer.badge}` },
    { title: t('remark'), key: 'remark', render: (_, { remark }) => remark },
    {
      title: t('act'),
      key: 'act',
      render: (_, { must }) => <ActButton act={noteMust} thing={thing} fixed={{ must }} size="small" />,
    },
  ];
  return (
    <Section title={t('musts')}>
      <Rows name={t('musts')} rowKey="must" rows={musts} columns={columns} empty="" />
    </Section>
  );
}
