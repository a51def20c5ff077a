import { advance } from '../../shared/campaigns/lead/deadlines.ts';
import { Leads } from '../../shared/campaigns/lead/leads.ts';
import { refuse } from '../../shared/kernel/decision.ts';
import { noteDue } from '../platform/advance-stream.ts';
import { createDraft } from '../platform/drafts.ts';
import type { Platform } from '../platform/platform.ts';
import { addStep, totalsPlaces } from './lead-totals.ts';

/**
 * Notes what is due of a lead, with the sums that follow from it.
 *
 * @returns how many facts were new; undefined if there is no such lead
 */
export async function advanceLead(platform: Platform, leadId: string): Promise<number | undefined> {
  const became = await noteDue<number>(platform, Leads.name, leadId, async (journal, context) => {
    const loaded = await journal.load(Leads, leadId);
    const before = loaded.state;
    if (before === undefined) return refuse('NOT_FOUND');
    const facts = advance(before, context);
    if (facts.length === 0) return { kind: 'plan', changes: [], result: 0 };
    const draft = createDraft();
    addStep(draft, await totalsPlaces(journal, [before]), loaded, facts, context.now);
    return { kind: 'plan', changes: draft.changes(), result: facts.length };
  });
  return became?.result;
}
