import { useParams } from 'react-router';
import { ActButton } from '../acts/act-button.tsx';
import { type Thing, useThing } from '../acts/thing.ts';
import type { Schemas } from '../api/client.ts';
import {
  approveListing,
  declineExtension,
  delistCase,
  extendListing,
  handOverListing,
  rejectListing,
  reportProgress,
  requestExtension,
} from '../generated/acts/listed-cases.ts';
import { Answer } from '../states/answer.tsx';
import { History, historyKey } from '../states/history.tsx';
import { READ_EVERY_MS } from '../states/list.tsx';
import { Page } from '../states/page.tsx';
import { useAgain } from '../states/use-again.ts';
import { useText } from '../words/texts.ts';
import { Aim } from './aim.tsx';
import { Extensions, Reports } from './listing-logs.tsx';
import { Standing, Units } from './listing-parts.tsx';
import { supervisionTexts } from './words.ts';

type ListedCase = Schemas['ListedCase'];

/** A listed case: how it stands, who works it, what was reported and granted, and what can be done. */
export default function ListingPage() {
  const t = useText(supervisionTexts);
  const { listedCaseId = '' } = useParams();
  const listing = useThing(
    '/v1/listed-cases/{listedCaseId}',
    { listedCaseId },
    { shownIn: [['listed-cases'], ['me', 'figures'], historyKey(listedCaseId)] },
  );
  useAgain(READ_EVERY_MS, listing.refetch);
  const reference = listing.data?.reference;
  return (
    <Page title={reference === undefined ? t('listing') : t('listingOf', { reference })}>
      <Answer of={listing.query}>
        {(shown) => (
          <>
            <ListingActs listing={listing} shown={shown} />
            <Standing listing={shown} />
            <Aim aim={shown.aim} progress={shown.progress} paidBackFen={shown.paidBackFen ?? 0} />
            <Units listing={shown} />
            <Reports listing={shown} />
            <Extensions listing={shown} />
            <History stream={listedCaseId} />
          </>
        )}
      </Answer>
    </Page>
  );
}

interface ListingActsProps {
  readonly listing: Thing<ListedCase>;
  readonly shown: ListedCase;
}

/** What can be done with the listing: the API says which of these. */
function ListingActs({ listing, shown: { level, units, progress, extensionRequest } }: ListingActsProps) {
  const isAsked = extensionRequest !== undefined;
  const asked = isAsked ? { months: extensionRequest.months } : {};
  const known = { ...(level !== undefined && { level }), ...(units !== undefined && { units }) };
  return (
    <div className="acts">
      <ActButton act={approveListing} thing={listing} initial={known} primary />
      <ActButton act={rejectListing} thing={listing} danger />
      <ActButton act={reportProgress} thing={listing} initial={{ progress }} primary />
      <ActButton act={requestExtension} thing={listing} initial={asked} />
      <ActButton act={extendListing} thing={listing} initial={asked} primary={isAsked} />
      <ActButton offered={isAsked} act={declineExtension} thing={listing} />
      <ActButton act={handOverListing} thing={listing} />
      <ActButton act={delistCase} thing={listing} danger />
    </div>
  );
}
