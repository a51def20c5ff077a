import { api, type Schemas } from '../api/client.ts';
import { contentOf } from '../api/problem.ts';
import { Rows, Section } from '../cases/section.tsx';
import { List, useList } from '../states/list.tsx';
import { useNames } from '../states/names.ts';
import { Page } from '../states/page.tsx';
import { Terms } from '../states/terms.tsx';
import { deadline, minute, money } from '../words/format.ts';
import { useLanguage } from '../words/language.ts';
import { useText } from '../words/texts.ts';
import { returnTexts } from './words.ts';

type PublicNotice = Schemas['ReturnNotice'];
type Account = PublicNotice['accounts'][number];

/** The public notices of return (返还公告) that run, the first to end first; they name no person (`/return-notices`). */
export default function NoticesPage() {
  const t = useText(returnTexts);
  const notices = useList(['return-notices'], (page) =>
    contentOf(api.GET('/v1/public/return-notices', { params: { query: page } })),
  );
  return (
    <Page title={t('publicNotices')}>
      <p className="quiet">{t('publicMean')}</p>
      <List of={notices} empty={t('noPublicNotices')}>
        {(items) => items.map((notice) => <OneNotice key={notice.reference} notice={notice} />)}
      </List>
    </Page>
  );
}

function OneNotice({ notice }: { readonly notice: PublicNotice }) {
  const t = useText(returnTexts);
  const language = useLanguage();
  const { reference, caseReference, agency, publishedAt, until, accounts, claims, lossFen, poolFen, howToClaim, howToObject } =
    notice;
  const nameOf = useNames([agency, ...accounts.map(({ bankId }) => bankId)]);
  // a notice has no ids of accounts: their place tells them apart
  const rows = accounts.map((account, n) => ({ ...account, key: String(n) }));
  return (
    <Section title={t('noticeOf', { reference: caseReference })}>
      <Terms
        of={[
          [t('round'), reference],
          [t('agency'), nameOf(agency)],
          [t('published'), minute(publishedAt, language)],
          [t('until'), deadline(until, language)],
          [t('claimCount'), String(claims)],
          [t('lossTotal'), money(lossFen, language)],
          [t('pool'), money(poolFen, language)],
        ]}
      />
      <Rows<Account & { readonly key: string }>
        name={t('accountsOf', { reference: caseReference })}
        rowKey="key"
        rows={rows}
        empty={t('noAccounts')}
        columns={[
          { title: t('bank'), key: 'bank', render: (_, { bankId }) => nameOf(bankId) },
          { title: t('masked'), key: 'masked', className: 'number', render: (_, { masked }) => masked },
          { title: t('frozen'), key: 'frozen', className: 'number', render: (_, { frozenFen }) => money(frozenFen, language) },
        ]}
      />
      <p>{howToClaim[language]}</p>
      <p>{howToObject[language]}</p>
    </Section>
  );
}
