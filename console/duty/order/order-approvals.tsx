import { Link } from 'react-router';
import type { Schemas } from '../../api/client.ts';
import { useNames } from '../../states/names.ts';
import { Tone } from '../../states/tone.tsx';
import { useWords } from '../../words/labels.ts';
import { useText } from '../../words/texts.ts';
import { useAsked } from './use-asked.ts';
import { orderTexts } from './words.ts';

type Order = Schemas['StopOrder'];

/** The approvals that its instructions rest on, and those that this person asked for. */
export function OrderApprovals({ order: { orderId, approvals } }: { readonly order: Order }) {
  const t = useText(orderTexts);
  const words = useWords();
  const nameOf = useNames(approvals.map(({ approvalId }) => approvalId));
  const used = new Set(approvals.map(({ approvalId }) => approvalId));
  const asked = useAsked(orderId).filter(({ approvalId }) => !used.has(approvalId));
  if (used.size + asked.length === 0) return null;
  return (
    <section className="part">
      <h2>{t('approvals')}</h2>
      <ul>
        {approvals.map(({ approvalId, instruction, instructionId }) => (
          <li key={instructionId}>
            <Link to={`/approvals/${approvalId}`}>{nameOf(approvalId)}</Link> {t('approvalsUsed')}{' '}
            {words('instruction', instruction)}
          </li>
        ))}
        {asked.map(({ approvalId, reference, gate, status }) => (
          <li key={approvalId}>
            <Link to={`/approvals/${approvalId}`}>{reference}</Link> {words('gate', gate)}{' '}
            <Tone>{words('approvalState', status)}</Tone>
          </li>
        ))}
      </ul>
    </section>
  );
}
