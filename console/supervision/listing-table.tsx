import type { TableColumnsType } from 'antd';
import { Link } from 'react-router';
import type { Schemas } from '../api/client.ts';
import { useNames } from '../states/names.ts';
import { Tone } from '../states/tone.tsx';
import { WideTable } from '../states/wide-table.tsx';
import { deadline, money } from '../words/format.ts';
import { useWords } from '../words/labels.ts';
import { useLanguage } from '../words/language.ts';
import { useText } from '../words/texts.ts';
import { supervisionTexts } from './words.ts';

type Entry = Schemas['ListedCaseEntry'];

interface ListingTableProps {
  readonly listings: readonly Entry[];
  /** What the table is about, for screen readers. */
  readonly name: string;
}

/** Listings with what they need, by when, and how far they are. */
export function ListingTable({ listings, name }: ListingTableProps) {
  const t = useText(supervisionTexts);
  const words = useWords();
  const spoken = useLanguage();
  const nameOf = useNames(listings.map(({ units }) => units?.district));
  const columns: TableColumnsType<Entry> = [
    {
      title: t('reference'),
      key: 'reference',
      render: (_, { listedCaseId, reference }) => <Link to={`/listed-cases/${listedCaseId}`}>{reference}</Link>,
    },
    { title: t('needs'), key: 'needs', render: (_, listing) => <Needs listing={listing} /> },
    {
      title: t('by'),
      key: 'by',
      className: 'number',
      render: (_, { neededAt }) => neededAt !== undefined && deadline(neededAt, spoken),
    },
    { title: t('state'), key: 'state', render: (_, { status }) => words('listingState', status) },
    { title: t('level'), key: 'level', render: (_, { level }) => level !== undefined && words('listingLevel', level) },
    {
      title: t('districtUnit'),
      key: 'unit',
      render: (_, { units, district }) => (units === undefined ? words('district', district) : nameOf(units.district)),
    },
    { title: t('loss'), key: 'loss', className: 'number', render: (_, { lossFen }) => money(lossFen, spoken) },
    { title: t('progress'), key: 'progress', render: (_, { progress }) => <SoFar progress={progress} /> },
  ];
  return <WideTable<Entry> name={name} rowKey="listedCaseId" rows={listings} columns={columns} />;
}

/** What is overdue, with the steps taken, and what a person must do next. */
export function Needs({ listing }: { readonly listing: Pick<Entry, 'overdue' | 'neededFor' | 'extensionRequest'> }) {
  const t = useText(supervisionTexts);
  const words = useWords();
  const { overdue, neededFor, extensionRequest } = listing;
  return (
    <>
      {overdue.map(({ matter, days, steps }) => (
        <div key={matter}>
          <Tone tone="bad">
            {words('listingNeed', matter)} · {t('days', { n: days })}
          </Tone>
          <span className="quiet">{steps.map((step) => words('listingStep', step)).join(' · ')}</span>
        </div>
      ))}
      {overdue.length === 0 && neededFor !== undefined && <Tone tone="warn">{words('listingNeed', neededFor)}</Tone>}
      {extensionRequest !== undefined && <Tone tone="warn">{t('asksMonths', { n: extensionRequest.months })}</Tone>}
      {overdue.length === 0 && neededFor === undefined && <span className="quiet">{t('nothing')}</span>}
    </>
  );
}

function SoFar({ progress: { informationChain, moneyChain, arrested } }: Pick<Entry, 'progress'>) {
  const t = useText(supervisionTexts);
  const chains = [informationChain && t('informationChain'), moneyChain && t('moneyChain')].filter((one) => one !== false);
  return (
    <>
      {chains.length > 0 && `${chains.join(' · ')} ${t('broken')} · `}
      {t('arrestedShort', { n: arrested })}
    </>
  );
}
