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
export async function openFraudCase(stage: Stage, { lossesFen, ...fraud }: Fraud): Promise<OpenedCase> {
  const alerts: string[] = [];
  for (const [i, lossFen] of lossesFen.entries()) alerts.push(await takeReport(stage, fraud, { lossFen, place: i }));
  return openCase(stage, fraud, alerts);
}

type About = Omit<Fraud, 'lossesFen'>;

/** Takes one report of a fraud. @param place among the reports of the fraud @returns the id of its alarm */
export async function takeReport(
  stage: Stage,
  { district, title, fraudType, summary }: About,
  { lossFen, place }: { readonly lossFen: number; readonly place: number },
): Promise<string> {
  const { alertId } = await stage.post(
    `police-${district}`,
    '/v1/alerts',
    {
      source: 'victim-report',
      sourceRef: `demo-${district}-${stage.run}-${title}-${place}`,
      receivedAt: stage.now(),
      district,
      victim: { name: `被害人${place + 1}`, idNumber: `11010819650101${String(1000 + place)}`, phone: `1380000000${place}` },
      ...{ fraudType, lossFen, summary },
    },
    Created,
  );
  return alertId;
}

/** Opens the case file of alarms. */
export async function openCase(stage: Stage, about: About, alerts: readonly string[]): Promise<OpenedCase> {
  const police = `police-${about.district}`;
  return { ...(await stage.post(police, '/v1/cases', { ...about, alerts }, Opened)), police };
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
