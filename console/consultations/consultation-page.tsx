import { useParams } from 'react-router';
import { type ActThing, useThing } from '../acts/thing.ts';
import { Answer } from '../states/answer.tsx';
import { History, historyKey } from '../states/history.tsx';
import { Page } from '../states/page.tsx';
import { useText } from '../words/texts.ts';
import { Actions } from './actions.tsx';
import { Bundle } from './bundle.tsx';
import { Changed } from './changed.tsx';
import { Clocks } from './clocks.tsx';
import { Concluded } from './conclusion.tsx';
import { Acts, Facts, Parties } from './facts.tsx';
import { useFresh } from './fresh.ts';
import { Invited } from './invitation.tsx';
import type { Whole } from './model.ts';
import { AllOpinions } from './opinions.tsx';
import { Questions } from './questions.tsx';
import { Requests } from './requests.tsx';
import { WholeContext } from './whole.ts';
import { texts } from './words.ts';

/** A consultation: the invitation for an agency that was asked, all of it for one that takes part. */
export default function ConsultationPage() {
  const t = useText(texts);
  const { consultationId = '' } = useParams();
  const shownIn = [['consultations'], historyKey(consultationId), ['opinions', consultationId]];
  const thing = useThing('/v1/consultations/{consultationId}', { consultationId }, { shownIn, isRecorded: true });
  useFresh(thing);
  const reference = thing.data?.reference;
  return (
    <Page title={reference === undefined ? t('consultations') : t('consultation', { reference })}>
      <Answer of={thing.query}>
        {(view) => (view.shows === 'invitation' ? <Invited of={view} thing={thing} /> : <All of={view} thing={thing} />)}
      </Answer>
    </Page>
  );
}

interface AllProps {
  readonly of: Whole;
  readonly thing: ActThing;
}

function All({ of, thing }: AllProps) {
  const { consultationId } = of;
  return (
    <WholeContext value={of}>
      <Facts of={of} />
      <Acts of={of} thing={thing} />
      <Changed of={of} />
      <Questions of={of} thing={thing} />
      <AllOpinions consultationId={consultationId} />
      <Bundle of={of} thing={thing} />
      <Requests of={of} thing={thing} />
      <Concluded of={of} />
      <Actions of={of} thing={thing} />
      <Clocks of={of} thing={thing} />
      <Parties of={of} />
      <History stream={consultationId} />
    </WholeContext>
  );
}
