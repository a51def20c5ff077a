import { Button } from 'antd';
import { ActButton } from '../acts/act-button.tsx';
import { offers } from '../acts/offers.ts';
import { correctCase, fileCase, linkCase, mergeCase } from '../generated/acts/cases.ts';
import { proposeListing } from '../generated/operations.ts';
import { PageLink } from '../jobs/page-link.tsx';
import { actWord } from '../words/acts.ts';
import { useLanguage } from '../words/language.ts';
import type { PartProps } from './part-props.ts';

/** What can be done with the case as a whole. */
export function CaseActs({ overview, thing }: PartProps) {
  const spoken = useLanguage();
  const { case: fraudCase, listing } = overview;
  const { caseId, title, fraudType, summary, station, filing } = fraudCase;
  // A proposal takes up the suggestion of the rule; a case that is proposed or listed already is not proposed again.
  const isFree = listing === undefined || listing.status === 'suggested';
  return (
    <div className="acts">
      <ActButton offered={filing === undefined} act={fileCase} thing={thing} primary />
      <ActButton act={correctCase} thing={thing} initial={{ title, fraudType, summary, station }} changesOnly />
      <ActButton act={linkCase} thing={thing} />
      {isFree && offers(proposeListing, thing) && (
        <PageLink to={`/listed-cases?case=${caseId}`} otherwise={null}>
          <Button tabIndex={-1}>{actWord('proposeListing', spoken)}</Button>
        </PageLink>
      )}
      <ActButton act={mergeCase} thing={thing} danger />
    </div>
  );
}
