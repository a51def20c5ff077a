import type { Draft } from './draft.ts';
import type { Field } from './field.ts';

/** What every input gets. */
export interface ControlProps<Known extends Field = Field> {
  readonly field: Known;
  readonly draft: Draft;
  readonly id: string;
  readonly label: string;
  readonly isFaulty: boolean;
  readonly describedBy: string | undefined;
  set(draft: Draft): void;
}

/** What tells a screen reader of a fault. */
export function spoken({ isFaulty, describedBy, field }: Pick<ControlProps, 'isFaulty' | 'describedBy' | 'field'>) {
  return {
    'aria-required': field.required,
    ...(isFaulty && { 'aria-invalid': true as const }),
    ...(describedBy !== undefined && { 'aria-describedby': describedBy }),
  };
}

/** How antd colours it. */
export const statusOf = ({ isFaulty }: Pick<ControlProps, 'isFaulty'>): 'error' | '' => (isFaulty ? 'error' : '');
