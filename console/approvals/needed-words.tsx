import type { Schemas } from '../api/client.ts';
import { useWords } from '../words/labels.ts';
import { useText } from '../words/texts.ts';
import { approvalTexts } from './words.ts';

/** Who must grant it, and what the grant must rest on. */
export function NeededWords({ needed }: { readonly needed: Schemas['ApprovalEntry']['needed'] }) {
  const t = useText(approvalTexts);
  const words = useWords();
  const { level, role, legalReview, paper } = needed;
  const parts = [
    `${words('approvalLevel', level)} ${words('role', role)}`,
    ...(legalReview ? [t('neededReview')] : []),
    ...(paper === undefined ? [] : [t('neededPaper', { level: words('listingLevel', paper) })]),
  ];
  return <>{parts.join(' · ')}</>;
}
