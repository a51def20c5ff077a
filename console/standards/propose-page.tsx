import { useNavigate } from 'react-router';
import { AskingForm } from '../acts/asking-form.tsx';
import { proposeStandard } from '../generated/acts/proposals.ts';
import { Answer } from '../states/answer.tsx';
import { Page } from '../states/page.tsx';
import { actWord } from '../words/acts.ts';
import { useLanguage } from '../words/language.ts';
import { contentIn, useBasis } from './basis.ts';
import { HeadlineOf } from './headline-widgets.tsx';
import { proposeFields } from './standard-fields.ts';
import { Ways } from './ways.tsx';

/** Proposes one standard for several districts; it can begin with one that is in force. */
export default function ProposePage() {
  const basis = useBasis();
  const go = useNavigate();
  return (
    <Page title={actWord('proposeStandard', useLanguage())}>
      <Ways />
      <Answer of={basis}>
        {({ standard }) => (
          <HeadlineOf measure={standard?.measure}>
            <AskingForm
              act={proposeStandard}
              fields={proposeFields}
              initial={standard && { criterion: standard.criterion, content: contentIn(standard) }}
              onDone={({ proposalId }) => void go(`/standards/proposals/${proposalId}`)}
            />
          </HeadlineOf>
        )}
      </Answer>
    </Page>
  );
}
