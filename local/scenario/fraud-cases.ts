import * as z from 'zod';
import type { Stage } from './stage.ts';

const Created = z.object({ alertId: z.string(), reference: z.string() });
const Opened = z.object({ caseId: z.string(), reference: z.string() });
const Added = z.object({ itemId: z.string().optional() });

/** A fraud as the police of a district record it. */
export interface Fraud {
  readonly district: string;
  readonly title: string;
  readonly fraudType: string;
  readonly summary: string;
  /** One report each. */
  readonly lossesFen: readonly number[];
}

/** A case file as a scenario goes on working with it. */
export interface OpenedCase {
  readonly caseId: string;
  readonly reference: string;
  readonly police: string;
}

/** Takes the reports, and opens the case file with them. All people in it are made up. */
export async function openFraudCase(stage: Stage, fraud: Fraud): Promise<OpenedCase> {
  const { district, lossesFen, ...about } = fraud;
  const police = `police-${district}`;
  const alerts: string[] = [];
  for (const [i, lossFen] of lossesFen.entries()) {
    const alert = await stage.post(
      police,
      '/v1/alerts',
      {
        source: 'victim-report',
        sourceRef: `demo-${district}-${stage.run}-${about.title}-${i}`,
        receivedAt: stage.now(),
        district,
        victim: { name: `被害人${i + 1}`, idNumber: `11010819650101${String(1000 + i)}`, phone: `1380000000${i}` },
        fraudType: about.fraudType,
        lossFen,
        summary: about.summary,
      },
      Created,
    );
    alerts.push(alert.alertId);
  }
  const opened = await stage.post(police, '/v1/cases', { ...about, district, alerts }, Opened);
  return { ...opened, police };
}

/** Adds a piece of evidence. @returns its id */
export async function addEvidence(stage: Stage, { caseId, police }: OpenedCase, title: string): Promise<string> {
  const added = await stage.post(
    police,
    `/v1/cases/${caseId}/items`,
    { kind: 'evidence', category: 'bank-record', title, obtainedAt: stage.now() },
    Added,
  );
  return z.string().parse(added.itemId);
}

/** Files the case. */
export async function fileCase(
  stage: Stage,
  { caseId, police }: Pick<OpenedCase, 'caseId' | 'police'>,
  number: string,
): Promise<void> {
  const filing = {
    caseNumber: `A${number}${String(stage.run).padStart(4, '0')}`,
    filedAt: stage.now(),
    decisionNumber: `京公立字〔${number}〕${stage.run}号`,
  };
  await stage.post(police, `/v1/cases/${caseId}/file`, filing, z.unknown());
}
