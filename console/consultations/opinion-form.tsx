import { Button } from 'antd';
import { useState } from 'react';
import { ActForm } from '../acts/act-form.tsx';
import { offers } from '../acts/offers.ts';
import type { ActThing } from '../acts/thing.ts';
import { giveOpinion } from '../generated/acts/consultations.ts';
import { useOwnAgency } from '../states/me.ts';
import { useText } from '../words/texts.ts';
import { type Question, standing, type Whole } from './model.ts';
import { QuestionContext } from './whole.ts';
import { PositionInput, VersionInput } from './widgets.tsx';
import { texts } from './words.ts';

const fields = { '/position': PositionInput, '/bundleVersion': VersionInput };

interface OpinionFormProps {
  readonly of: Whole;
  readonly thing: ActThing;
  readonly n: number;
  readonly question: Question;
}

/**
 * The agency's opinion on a question. The form stands open until the agency has spoken, so that an opinion is a choice, a text and a
 * signature; after that a person opens it to give a newer one.
 */
export function OpinionForm({ of, thing, n, question }: OpinionFormProps) {
  const t = useText(texts);
  const own = standing(of.opinions, n, useOwnAgency());
  const [isNewer, setNewer] = useState(false);
  const [typed, setTyped] = useState(false);
  // What was typed stays, whatever colleagues or the convener do meanwhile.
  if (!typed && !offers(giveOpinion, thing)) return null;
  if (own !== undefined && !isNewer && !typed) return <Button onClick={() => setNewer(true)}>{t('giveNew', { n })}</Button>;
  const close = (): void => {
    setNewer(false);
    setTyped(false);
  };
  const title = isNewer ? t('giveNew', { n }) : t('giveOn', { n });
  return (
    <section className="opinion" aria-label={title} onInput={() => setTyped(true)}>
      <h3>{title}</h3>
      <QuestionContext value={question}>
        <ActForm
          key={String(isNewer)}
          act={giveOpinion}
          thing={thing}
          takesFocus={isNewer}
          send={t('sign')}
          initial={{ bundleVersion: of.bundle.version }}
          fixed={{ question: n }}
          fields={fields}
          done={t('signed')}
          onDone={close}
          {...(isNewer && { onCancel: close })}
        />
      </QuestionContext>
    </section>
  );
}
