import { useParams } from 'react-router';
import { ActButton } from '../acts/act-button.tsx';
import { useThing } from '../acts/thing.ts';
import { registerAgency } from '../generated/acts/agencies.ts';
import { Answer } from '../states/answer.tsx';
import { Page } from '../states/page.tsx';
import { Terms } from '../states/terms.tsx';
import { moment } from '../words/format.ts';
import { useWords } from '../words/labels.ts';
import { useLanguage } from '../words/language.ts';
import { useText } from '../words/texts.ts';
import { administrationTexts } from './words.ts';

/** An agency's registration, and its change. */
export default function AgencyPage() {
  const t = useText(administrationTexts);
  const words = useWords();
  const language = useLanguage();
  const { agency: id = '' } = useParams();
  const agency = useThing('/v1/agencies/{agency}', { agency: id }, { shownIn: [['agencies']] });
  return (
    <Page title={t('agency', { id })}>
      <Answer of={agency.query}>
        {({ name, kind, district, dutyPhone, closed, registeredAt }) => (
          <>
            <Terms
              className="facts"
              of={[
                [t('name'), name],
                [t('id'), id],
                [t('kind'), words('agencyKind', kind)],
                [t('district'), district === undefined ? t('city') : words('district', district)],
                [t('dutyPhone'), dutyPhone],
                [t('state'), closed ? t('closed') : t('inUse')],
                [t('registeredAt'), moment(registeredAt, language)],
              ]}
            />
            <ActButton
              act={registerAgency}
              thing={agency}
              word={t('change')}
              initial={{ name, kind, district, dutyPhone, closed }}
            />
          </>
        )}
      </Answer>
    </Page>
  );
}
