import { ActButton } from '../acts/act-button.tsx';
import { correctCase, fileCase, linkCase, mergeCase } from '../generated/acts/cases.ts';
import type { CaseProps } from './part-props.ts';

/** What can be done with the case as a whole. */
export function CaseActs({ fraudCase, thing }: CaseProps) {
  const { title, fraudType, summary, station, filing } = fraudCase;
  return (
    <div className="acts">
      <ActButton offered={filing === undefined} act={fileCase} thing={thing} primary />
      <ActButton act={correctCase} thing={thing} initial={{ title, fraudType, summary, station }} changesOnly />
      <ActButton act={linkCase} thing={thing} />
      <ActButton act={mergeCase} thing={thing} danger />
    </div>
  );
}
