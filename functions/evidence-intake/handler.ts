import { SQSClient } from '@aws-sdk/client-sqs';
import { createEvidenceStore, storePlaceIn } from '../platform/evidence-store.ts';
import { once } from '../platform/once.ts';
import { createPlatform } from '../platform/platform.ts';
import { EvidenceIntakeEnv } from './env.ts';
import { createIntake } from './intake.ts';
import { noScanner, queuedScanner, simulatedScanner } from './scanner.ts';

const intake = once(() => {
  const env = EvidenceIntakeEnv.parse(process.env);
  const store = createEvidenceStore(storePlaceIn(process.env));
  const scanners = {
    none: () => noScanner,
    simulated: () => simulatedScanner(store),
    queue: () => queuedScanner(new SQSClient({}), env.SCAN_QUEUE_URL, env.EVIDENCE_BUCKET),
  };
  return createIntake({ ...createPlatform(env.TABLE_NAME), store, scanner: scanners[env.SCANNER]() });
});

/** Consumer of the queue of what arrived in the store of evidence, of what is to be looked for there, and of the scanner's answers. */
export const handler = (event: unknown): ReturnType<ReturnType<typeof createIntake>> => intake()(event);
