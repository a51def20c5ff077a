import { Alert } from 'antd';
import { ActButton } from '../acts/act-button.tsx';
import { ActForm } from '../acts/act-form.tsx';
import { offers } from '../acts/offers.ts';
import type { ActThing } from '../acts/thing.ts';
import { acceptConsultation, declineConsultation } from '../generated/acts/consultations.ts';
import { useOwnAgency } from '../states/me.ts';
import { useNames } from '../states/names.ts';
import { Terms } from '../states/terms.tsx';
import { Tone } from '../states/tone.tsx';
import { deadline, moment } from '../words/format.ts';
import { useWords } from '../words/labels.ts';
import { useLanguage } from '../words/language.ts';
import { useText } from '../words/texts.ts';
import { Parties } from './facts.tsx';
import type { Invitation } from './model.ts';
import { Part } from './part.tsx';
import { QuestionText } from './question-text.tsx';
import { texts } from './words.ts';

interface InvitedProps {
  readonly of: Invitation;
  readonly thing: ActThing;
}

/** What an agency sees that was only asked: enough to accept or decline. */
export function Invited({ of, thing }: InvitedProps) {
  const t = useText(texts);
  const words = useWords();
  const language = useLanguage();
  const mine = useOwnAgency();
  const nameOf = useNames([of.convener]);
  const own = of.parties.find(({ agency }) => agency === mine);
  const isOpen = offers(acceptConsultation, { may: new Set([acceptConsultation.action]), state: of.state });
  return (
    <>
      <Alert
        type={isOpen ? 'info' : 'warning'}
        showIcon
        title={isOpen ? (own?.answer === 'declined' ? t('declined') : t('invited')) : t('invitedOver')}
        description={isOpen && t('invitedNote')}
      />
      {offers(acceptConsultation, thing) && (
        <ActForm act={acceptConsultation} thing={thing} takesFocus={false} send={t('accept')} />
      )}
      <p className="acts">
        <ActButton offered={own?.answer !== 'declined'} act={declineConsultation} thing={thing} />
      </p>
      <Terms
        of={[
          [t('title'), of.title],
          [t('kind'), words('consultationKind', of.kind)],
          [t('state'), <Tone key="state">{words('consultationState', of.state)}</Tone>],
          [t('convener'), nameOf(of.convener)],
          [t('convenedAt'), moment(of.convenedAt, language)],
          [t('answerBy'), own?.dueAt && deadline(own.dueAt, language)],
        ]}
      />
      <Part id="questions" title={t('questions')}>
        <ol className="plain">
          {of.questions.map((question, i) => (
            // a question has no id: its place is its number
            // biome-ignore lint/suspicious/noArrayIndexKey: see above
            <li key={i}>
              <QuestionText question={question} n={i + 1} />
            </li>
          ))}
        </ol>
      </Part>
      <Parties of={of} />
    </>
  );
}
