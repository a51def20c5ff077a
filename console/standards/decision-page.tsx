import { Link, useParams } from 'react-router';
import { useThing } from '../acts/thing.ts';
import type { Schemas } from '../api/client.ts';
import { Answer } from '../states/answer.tsx';
import { useNames } from '../states/names.ts';
import { Page } from '../states/page.tsx';
import { Tone } from '../states/tone.tsx';
import { useWords } from '../words/labels.ts';
import { useText } from '../words/texts.ts';
import { Fact } from './content-view.tsx';
import { dated } from './dates.ts';
import { FactsLine } from './facts-line.tsx';
import { OutcomeTone, Reasons } from './reasons.tsx';
import { Ways } from './ways.tsx';
import { standardTexts } from './words.ts';

type Decision = Schemas['RecordedDecision'];

/** A recorded decision, what the standard of its day says of its facts, and why it departed from it. */
export default function DecisionPage() {
  const t = useText(standardTexts);
  const { decisionId = '' } = useParams();
  const decision = useThing('/v1/standards/decisions/{decisionId}', { decisionId });
  return (
    <Page title={t('decision')}>
      <Ways />
      <Answer of={decision.query}>{(data) => <DecisionFacts decision={data} />}</Answer>
    </Page>
  );
}

function DecisionFacts({ decision }: { readonly decision: Decision }) {
  const t = useText(standardTexts);
  const words = useWords();
  const { criterion, district, facts, decidedOn, caseNumber, departureReason, publicGrounds, standardId, outcome } = decision;
  const nameOf = useNames([decision.recordedBy]);
  return (
    <>
      <dl className="facts">
        <Fact name={t('criterion')}>{words('criterion', criterion)}</Fact>
        <Fact name={t('district')}>{words('district', district)}</Fact>
        <Fact name={t('decision')}>{words('decision', decision.decision)}</Fact>
        <Fact name={t('decidedOn')}>
          <span className="number">{decidedOn}</span>
        </Fact>
        <Fact name={t('facts')}>
          <FactsLine facts={facts} />
        </Fact>
        {caseNumber !== undefined && <Fact name={t('caseNumber')}>{caseNumber}</Fact>}
        {publicGrounds !== undefined && <Fact name={t('publicGrounds')}>{publicGrounds}</Fact>}
        <Fact name={t('recorded')}>
          {nameOf(decision.recordedBy)} · <span className="number">{dated(decision.recordedAt)}</span>
        </Fact>
      </dl>
      <section className="part">
        <h2>{t('byStandard')}</h2>
        <p>
          {outcome === undefined ? <span className="quiet">{t('noneThen')}</span> : <OutcomeTone outcome={outcome} />}{' '}
          {decision.departed && <Tone tone="warn">{t('departed')}</Tone>}{' '}
          {standardId !== undefined && <Link to={`/standards/${standardId}`}>{t('standardThen')}</Link>}
        </p>
        <Reasons reasons={decision.reasons} />
        {departureReason !== undefined && (
          <p>
            {t('departureReason')}
            {t('colon')}
            {departureReason}
          </p>
        )}
      </section>
    </>
  );
}
