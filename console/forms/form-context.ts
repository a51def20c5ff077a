import { type ComponentType, createContext, type ReactNode, use } from 'react';
import type { Schemas } from '../api/client.ts';
import type { FormText } from '../words/forms.ts';
import type { Language } from '../words/language.ts';
import type { Text } from '../words/texts.ts';
import type { Draft } from './draft.ts';
import type { Field } from './field.ts';
import type { Fault } from './read.ts';
import type { Json } from './schema.ts';

/** What a widget of a page gets for a field: the value as the API takes it, and what it has to show. */
export interface WidgetProps {
  /** The id that the label of the field is tied to. */
  readonly id: string;
  readonly value: Json | undefined;
  readonly field: Field;
  readonly label: string;
  /** What is wrong, in words, with this field and all within it; the widget shows what the frame around it cannot. */
  readonly faults: readonly { readonly pointer: string; readonly text: string }[];
  /** For `aria-describedby`: the texts of the frame. */
  readonly describedBy: string | undefined;
  onChange(value: Json | undefined): void;
}

export type Widget = ComponentType<WidgetProps>;

/** What all fields of one form share. */
export interface FormTools {
  readonly formId: string;
  readonly operationId: string;
  readonly spoken: Language;
  readonly t: Text<FormText>;
  readonly labels: Schemas['Labels']['labels'] | undefined;
  readonly faults: readonly Fault[];
  /** Widgets of the page, by the path of their field. */
  readonly widgets: Readonly<Record<string, Widget>>;
  /** Optional groups that are open from the start, by path. */
  readonly open: readonly string[];
  /** What is known of the thing: ids by the names of their parameters. */
  readonly params: Readonly<Record<string, string | number>>;
  set(pointer: string, value: Draft): void;
  /** What a field begins with that a person has just asked for: a variant, or another entry of a list. */
  begin(field: Field): Draft;
  /** Offers to ask for an approval with this gate, where the page can. */
  askFor(gate: string): ReactNode;
}

export const FormContext = createContext<FormTools | undefined>(undefined);

/** The tools of the form around a field. */
export function useForm(): FormTools {
  const tools = use(FormContext);
  if (tools === undefined) throw new Error('a field stands in no form');
  return tools;
}

/** The id of the element that shows a place of the body. */
export const idOf = (formId: string, pointer: string): string => `${formId}${pointer.replaceAll(/[^\w-]/g, '-')}`;
