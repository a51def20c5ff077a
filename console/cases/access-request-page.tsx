import { Link, useParams } from 'react-router';
import { useThing } from '../acts/thing.ts';
import type { Schemas } from '../api/client.ts';
import { Answer } from '../states/answer.tsx';
import { History } from '../states/history.tsx';
import { useNames } from '../states/names.ts';
import { Page } from '../states/page.tsx';
import { Terms } from '../states/terms.tsx';
import { Tone } from '../states/tone.tsx';
import { minute } from '../words/format.ts';
import { useWords } from '../words/labels.ts';
import { useLanguage } from '../words/language.ts';
import { useText } from '../words/texts.ts';
import { RequestActs } from './request-acts.tsx';
import { Parts } from './shared-cases.tsx';
import { RequestAnswer } from './sharing.tsx';
import { caseKey } from './use-case.ts';
import { caseTexts } from './words.ts';

/** A request to see more of a case, as a notice leads to it. */
export default function AccessRequestPage() {
  const t = useText(caseTexts);
  const { accessRequestId = '' } = useParams();
  const thing = useThing('/v1/access-requests/{accessRequestId}', { accessRequestId });
  const caseId = thing.data?.caseId;
  const shown = caseId === undefined ? thing : { ...thing, shownIn: [caseKey(caseId)] };
  return (
    <Page title={t('request')}>
      <Answer of={thing.query}>
        {(request) => (
          <>
            <RequestFacts request={request} />
            <RequestActs request={request} thing={shown} />
            <History stream={accessRequestId} />
          </>
        )}
      </Answer>
    </Page>
  );
}

function RequestFacts({ request }: { readonly request: Schemas['AccessRequest'] }) {
  const t = useText(caseTexts);
  const words = useWords();
  const language = useLanguage();
  const { caseId, askedBy, askedAt, lapsesAt, parts, reason, state } = request;
  const nameOf = useNames([askedBy, caseId]);
  return (
    <Terms
      of={[
        [
          t('case'),
          <Link key="case" to={`/cases/${caseId}?part=sharing`}>
            {nameOf(caseId)}
          </Link>,
        ],
        [t('state'), <Tone key="state">{words('accessRequestState', state)}</Tone>],
        [t('asker'), nameOf(askedBy)],
        [t('asked'), minute(askedAt, language)],
        [t('parts'), <Parts key="parts" parts={parts} />],
        [t('reason'), reason],
        [t('lapses'), minute(lapsesAt, language)],
        [t('answer'), <RequestAnswer key="answer" request={request} />],
      ]}
    />
  );
}
