import { ActButton } from '../acts/act-button.tsx';
import { Section } from '../cases/section.tsx';
import { useAllAsked } from '../duty/order/use-asked.ts';
import { approveReturn } from '../generated/acts/returns.ts';
import { ThingLink } from '../jobs/thing-link.tsx';
import { Terms } from '../states/terms.tsx';
import { minute } from '../words/format.ts';
import { useLanguage } from '../words/language.ts';
import { useText } from '../words/texts.ts';
import type { RoundProps } from './rounds.ts';
import { returnTexts } from './words.ts';

/** The approval of the plan for payment: of the plan that the person sees, on the approval of the head for it. */
export function Approval({ thing, round: { returnId, plan, approved } }: RoundProps) {
  const t = useText(returnTexts);
  const language = useLanguage();
  const granted = useAllAsked().find(
    (entry) => entry.returnId === returnId && entry.gate === 'return' && entry.status === 'granted',
  );
  const approve = (
    <ActButton
      offered={plan !== undefined}
      act={approveReturn}
      thing={thing}
      fixed={{ planVersion: plan?.version ?? 0 }}
      initial={granted === undefined ? {} : { approvalId: granted.approvalId }}
      primary
    />
  );
  return (
    <Section title={t('approval')} acts={approve}>
      {approved === undefined ? (
        <p className="quiet">{t('notApproved')}</p>
      ) : (
        <Terms
          of={[
            [t('approvedAt'), minute(approved.at, language)],
            [t('approvedBy'), approved.by.name],
            [t('version'), String(approved.planVersion)],
            [t('approvedOn'), <ThingLink key="approval" kind="approval" id={approved.approvalId} />],
            [t('officers'), approved.officers.map(({ name, badge }) => `${name} ${badge}`).join(' · ')],
          ]}
        />
      )}
    </Section>
  );
}
