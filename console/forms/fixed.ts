import { type Members, textIn } from './draft.ts';
import type { Field, GroupField } from './field.ts';

/**
 * A form without what the page fills in itself.
 *
 * @param fixed members of the body that the person does not choose; in a form with variants, the deciding one leaves one variant
 */
export function withoutFixed(field: Field, fixed: Members): Field {
  if (field.kind === 'group') return groupWithout(field, fixed);
  if (field.kind !== 'variants') return field;
  const chosen = field.variants.find(({ value }) => value === textIn(fixed[field.by]));
  if (chosen !== undefined) return groupWithout(chosen.field, fixed);
  return { ...field, variants: field.variants.map((variant) => ({ ...variant, field: groupWithout(variant.field, fixed) })) };
}

const groupWithout = (group: GroupField, fixed: Members): GroupField => ({
  ...group,
  fields: group.fields.filter(({ name }) => !(name in fixed)),
});
