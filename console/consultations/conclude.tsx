import { ActButton } from '../acts/act-button.tsx';
import type { ActThing } from '../acts/thing.ts';
import { concludeConsultation } from '../generated/acts/consultations.ts';
import { FindingsInput } from './findings-input.tsx';
import type { Whole } from './model.ts';
import { PartyInput } from './widgets.tsx';

const fields = { '/findings': FindingsInput, '/actions/*/owner': PartyInput, '/excused/*/agency': PartyInput };

interface ConcludeButtonProps {
  readonly of: Whole;
  readonly thing: ActThing;
}

/** Concludes: minutes, a finding for each question, actions with owners, perhaps a proposal of a standard. */
export function ConcludeButton({ of: { questions }, thing }: ConcludeButtonProps) {
  const findings = questions.map((_, i) => ({ question: i + 1 }));
  return <ActButton act={concludeConsultation} thing={thing} initial={{ findings }} fields={fields} primary />;
}
