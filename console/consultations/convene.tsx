import { useSearchParams } from 'react-router';
import { ActForm } from '../acts/act-form.tsx';
import { conveneConsultation } from '../generated/acts/consultations.ts';
import { useText } from '../words/texts.ts';
import { Part } from './part.tsx';
import { texts } from './words.ts';

interface ConveneForProps {
  readonly caseId: string;
  onDone(answer: { readonly consultationId: string }): void;
}

/** Convenes a consultation on a case: the page of the case leads here, and the form knows it already. */
export function ConveneFor({ caseId, onDone }: ConveneForProps) {
  const t = useText(texts);
  const [, setQuery] = useSearchParams();
  return (
    <Part id="convene" title={t('convene')}>
      <ActForm act={conveneConsultation} initial={{ caseIds: [caseId] }} onDone={onDone} onCancel={() => setQuery({})} />
    </Part>
  );
}
