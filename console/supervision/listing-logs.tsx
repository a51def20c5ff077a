import { Alert, type TableColumnsType } from 'antd';
import type { Schemas } from '../api/client.ts';
import { useNames } from '../states/names.ts';
import { Tone } from '../states/tone.tsx';
import { WideTable } from '../states/wide-table.tsx';
import { deadline, minute, money } from '../words/format.ts';
import { useWords } from '../words/labels.ts';
import { useLanguage } from '../words/language.ts';
import { useText } from '../words/texts.ts';
import { approvalText } from './listing-parts.tsx';
import { supervisionTexts } from './words.ts';

type ListedCase = Schemas['ListedCase'];
type Report = ListedCase['reports'][number];
type Extension = ListedCase['extensions'][number];

interface ListingProps {
  readonly listing: ListedCase;
}

/** What the responsible units reported, the last first, with the text of the last. */
export function Reports({ listing: { reports, lastReport } }: ListingProps) {
  const t = useText(supervisionTexts);
  const spoken = useLanguage();
  const nameOf = useNames(reports.map(({ by }) => by));
  const columns: TableColumnsType<Report> = [
    { title: t('at'), key: 'at', className: 'number', render: (_, { at }) => minute(at, spoken) },
    { title: t('agency'), key: 'by', render: (_, { by }) => nameOf(by) },
    {
      title: t('state'),
      key: 'period',
      render: (_, { late, period }) => (
        <>
          {period === undefined ? t('extra') : t('period', { n: period })}{' '}
          {period !== undefined && <Tone tone={late ? 'bad' : 'good'}>{t(late ? 'late' : 'inTime')}</Tone>}
        </>
      ),
    },
    {
      title: t('informationChain'),
      key: 'information',
      render: (_, { progress }) => t(progress.informationChain ? 'broken' : 'notBroken'),
    },
    { title: t('moneyChain'), key: 'money', render: (_, { progress }) => t(progress.moneyChain ? 'broken' : 'notBroken') },
    { title: t('arrests'), key: 'arrested', className: 'number', render: (_, { progress }) => progress.arrested },
    {
      title: t('returned'),
      key: 'returned',
      className: 'number',
      render: (_, { progress }) => money(progress.returnedFen, spoken),
    },
  ];
  return (
    <section className="part" aria-label={t('reports')}>
      <h2>{t('reports')}</h2>
      {lastReport !== undefined && (
        <p>
          <span className="quiet">{t('lastReport')}:</span> {lastReport}
        </p>
      )}
      {reports.length === 0 ? (
        <p className="quiet">{t('noReports')}</p>
      ) : (
        <WideTable<Report> name={t('reports')} rowKey="at" rows={reports.toReversed()} columns={columns} />
      )}
    </section>
  );
}

/** The request for more time that waits, and what was granted before. */
export function Extensions({ listing: { extensions, extensionRequest, extensionsUsed } }: ListingProps) {
  const t = useText(supervisionTexts);
  const words = useWords();
  const spoken = useLanguage();
  const nameOf = useNames([extensionRequest?.by, ...extensions.map(({ by }) => by)]);
  const columns: TableColumnsType<Extension> = [
    { title: t('at'), key: 'at', className: 'number', render: (_, { at }) => minute(at, spoken) },
    { title: t('agency'), key: 'by', render: (_, { by }) => nameOf(by) },
    { title: t('from'), key: 'from', className: 'number', render: (_, { from }) => deadline(from, spoken) },
    { title: t('to'), key: 'to', className: 'number', render: (_, { to }) => deadline(to, spoken) },
    { title: t('reason'), key: 'reason', render: (_, { reason }) => reason },
    {
      title: t('approval'),
      key: 'approval',
      render: (_, { approval }) =>
        approvalText(approval, words('listingLevel', approval.level), minute(approval.approvedAt, spoken)),
    },
  ];
  const used = extensionsUsed ?? extensions.length;
  return (
    <section className="part" aria-label={t('extensions')}>
      <h2>{t('extensions')}</h2>
      {extensionRequest !== undefined && (
        <Alert
          type="warning"
          showIcon
          title={t('asksMonths', { n: extensionRequest.months })}
          description={[nameOf(extensionRequest.by), minute(extensionRequest.at, spoken), extensionRequest.reason].join(' · ')}
        />
      )}
      <p className="quiet">{used === 0 ? t('noExtensions') : t('extensionsUsed', { n: used })}</p>
      {extensions.length > 0 && <WideTable<Extension> name={t('extensions')} rowKey="at" rows={extensions} columns={columns} />}
    </section>
  );
}
