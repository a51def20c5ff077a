import { Link } from 'react-router';
import { Terms } from '../states/terms.tsx';
import { Tone } from '../states/tone.tsx';
import { minute, money } from '../words/format.ts';
import { useWords } from '../words/labels.ts';
import { useLanguage } from '../words/language.ts';
import { useText } from '../words/texts.ts';
import { CaseAlarms } from './case-alarms.tsx';
import { AddItem } from './item-acts.tsx';
import { Losses } from './losses.tsx';
import { Musts } from './musts.tsx';
import type { CaseProps, PartProps } from './part-props.ts';
import { Persons } from './persons.tsx';
import { Relations } from './relations.tsx';
import { Section } from './section.tsx';
import type { Overview } from './use-case.ts';
import { caseTexts } from './words.ts';

/** The case file itself: what it is about, its persons, losses, alarms and money, the three musts, and what is related. */
export function CaseFile({ overview, thing }: PartProps) {
  const { case: fraudCase } = overview;
  const given = { fraudCase, thing };
  return (
    <>
      <Head overview={overview} />
      {fraudCase.persons !== undefined && <Persons {...given} persons={fraudCase.persons} />}
      {fraudCase.losses !== undefined && <Losses {...given} losses={fraudCase.losses} />}
      {overview.alarms !== undefined && <CaseAlarms {...given} alarms={overview.alarms} />}
      {fraudCase.money !== undefined && <Money {...given} sums={fraudCase.money} />}
      {fraudCase.musts !== undefined && <Musts {...given} musts={fraudCase.musts} />}
      <Relations overview={overview} />
    </>
  );
}

function Head({ overview: { case: fraudCase, stationName, agencyNames } }: { readonly overview: Overview }) {
  const t = useText(caseTexts);
  const words = useWords();
  const language = useLanguage();
  const { filing, agencies = [fraudCase.agency] } = fraudCase;
  return (
    <Terms
      name={t('file')}
      of={[
        [t('state'), <Tone key="state">{words('caseState', fraudCase.status)}</Tone>],
        [t('title'), fraudCase.title],
        [t('fraudType'), fraudCase.fraudType && words('fraudType', fraudCase.fraudType)],
        [t('summary'), fraudCase.summary],
        [t('district'), words('district', fraudCase.district)],
        [t('station'), stationName ?? fraudCase.station],
        [t('agencies'), agencies.map((agency) => agencyNames[agency] ?? agency).join(' · ')],
        [t('caseNumber'), filing?.caseNumber],
        [t('decisionNumber'), filing?.decisionNumber],
        [t('filed'), filing && minute(filing.filedAt, language)],
        [t('opened'), minute(fraudCase.openedAt, language)],
        [t('touched'), minute(fraudCase.touchedAt, language)],
      ]}
    />
  );
}

interface MoneyProps extends CaseProps {
  readonly sums: NonNullable<Overview['case']['money']>;
}

function Money({ fraudCase: { caseId }, thing, sums }: MoneyProps) {
  const t = useText(caseTexts);
  const language = useLanguage();
  const { orders, waitingForBank, waitingForPolice, breached, stoppedFen, heldFen } = sums;
  return (
    <Section title={t('money')} acts={<AddItem thing={thing} kind="freeze-request" />}>
      <Terms
        of={[
          [t('orders'), t('ordersOf', { total: orders, waiting: waitingForBank, police: waitingForPolice, breached })],
          [t('stopped'), money(stoppedFen, language)],
          [t('held'), money(heldFen, language)],
        ]}
      />
      <p>
        <Link to={`/cases/${caseId}/orders`}>{t('toOrders')}</Link>
      </p>
    </Section>
  );
}
