import { Validations } from 'aws-cdk-lib';
import type { IConstruct } from 'constructs';

/** Accepted findings of the security checks, each with its reason. A finding that is not listed fails the synthesis. */
export function acknowledge(construct: IConstruct, reasons: Readonly<Record<string, string>>): void {
  Validations.of(construct).acknowledge(...Object.entries(reasons).map(([id, reason]) => ({ id, reason })));
}
