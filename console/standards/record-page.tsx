import { useNavigate } from 'react-router';
import { AskingForm } from '../acts/asking-form.tsx';
import { recordStandard } from '../generated/acts/standards.ts';
import { Answer } from '../states/answer.tsx';
import { Page } from '../states/page.tsx';
import { actWord } from '../words/acts.ts';
import { useLanguage } from '../words/language.ts';
import { contentIn, useBasis } from './basis.ts';
import { HeadlineOf } from './headline-widgets.tsx';
import { recordFields } from './standard-fields.ts';
import { Ways } from './ways.tsx';

/** Records a standard of a place; it can begin with the one that it replaces. */
export default function RecordPage() {
  const basis = useBasis();
  const go = useNavigate();
  return (
    <Page title={actWord('recordStandard', useLanguage())}>
      <Ways />
      <Answer of={basis}>
        {({ standard }) => (
          <HeadlineOf measure={standard?.measure}>
            <AskingForm
              act={recordStandard}
              fields={recordFields}
              initial={
                standard && {
                  ...contentIn(standard),
                  ...{ criterion: standard.criterion, place: standard.place, replaces: standard.standardId },
                }
              }
              onDone={({ standardId }) => void go(`/standards/${standardId}`)}
            />
          </HeadlineOf>
        )}
      </Answer>
    </Page>
  );
}
