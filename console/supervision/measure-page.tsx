import { useParams } from 'react-router';
import { ActButton } from '../acts/act-button.tsx';
import { useThing } from '../acts/thing.ts';
import type { Schemas } from '../api/client.ts';
import { acceptCorrection, escalateMeasure, liftMeasure, submitEvidence } from '../generated/acts/regional-measures.ts';
import { Answer } from '../states/answer.tsx';
import { History, historyKey } from '../states/history.tsx';
import { READ_EVERY_MS } from '../states/list.tsx';
import { useNames } from '../states/names.ts';
import { Page } from '../states/page.tsx';
import { Terms } from '../states/terms.tsx';
import { Tone } from '../states/tone.tsx';
import { useAgain } from '../states/use-again.ts';
import { deadline, minute } from '../words/format.ts';
import { useWords } from '../words/labels.ts';
import { useLanguage } from '../words/language.ts';
import { useText } from '../words/texts.ts';
import { Evidence, Steps } from './measure-logs.tsx';
import { supervisionTexts } from './words.ts';

/** A regional measure: the agency that it is on, what that must do by when, what the agency handed in, and the acts on it. */
export default function MeasurePage() {
  const t = useText(supervisionTexts);
  const { measureId = '' } = useParams();
  const measure = useThing(
    '/v1/regional-measures/{measureId}',
    { measureId },
    { shownIn: [['measures'], historyKey(measureId)] },
  );
  useAgain(READ_EVERY_MS, measure.refetch);
  const reference = measure.data?.reference;
  return (
    <Page title={reference === undefined ? t('measure') : t('measureOf', { reference })}>
      <Answer of={measure.query}>
        {(shown) => (
          <>
            <div className="acts">
              <ActButton act={submitEvidence} thing={measure} primary />
              <ActButton act={acceptCorrection} thing={measure} primary />
              <ActButton act={escalateMeasure} thing={measure} />
              <ActButton act={liftMeasure} thing={measure} danger />
            </div>
            <Standing measure={shown} />
            <Steps measure={shown} />
            <Evidence measure={shown} />
            {measure.may.has('audit.read') && <History stream={measureId} />}
          </>
        )}
      </Answer>
    </Page>
  );
}

function Standing({ measure }: { readonly measure: Schemas['RegionalMeasure'] }) {
  const t = useText(supervisionTexts);
  const words = useWords();
  const spoken = useLanguage();
  const { status, target, demands, issuedBy, issuedAt, dueAt, reviewBy, overdue, neededFor, accepted, lifted } = measure;
  const nameOf = useNames([issuedBy, target.agency, accepted?.by, lifted?.by]);
  return (
    <Terms
      of={[
        [t('state'), <Tone key="state">{words('measureState', status)}</Tone>],
        [
          t('needs'),
          neededFor !== undefined && (
            <>
              <Tone tone="warn">{words('measureNeed', neededFor)}</Tone> {overdue && <Tone tone="bad">{t('overdue')}</Tone>}
            </>
          ),
        ],
        [t('target'), [words('measureTarget', target.kind), target.name, words('district', target.district)].join(' · ')],
        [t('targetAgency'), target.agency && nameOf(target.agency)],
        [t('demands'), demands],
        [t('issued'), `${nameOf(issuedBy)} · ${minute(issuedAt, spoken)}`],
        [t('due'), deadline(dueAt, spoken)],
        [t('review'), reviewBy && deadline(reviewBy, spoken)],
        [
          t('accepted'),
          accepted && [nameOf(accepted.by), minute(accepted.at, spoken), accepted.remark].filter((one) => one).join(' · '),
        ],
        [t('lifted'), lifted && [nameOf(lifted.by), minute(lifted.at, spoken), lifted.reason].join(' · ')],
      ]}
    />
  );
}
