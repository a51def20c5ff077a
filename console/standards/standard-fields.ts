import type { Widget } from '../forms/form-context.ts';
import { MeasureWidget, ThresholdWidget } from './headline-widgets.tsx';
import { RuleWidget } from './rule-builder.tsx';

const widgets: Readonly<Record<string, Widget>> = {
  '/measure': MeasureWidget,
  '/threshold': ThresholdWidget,
  '/amount': RuleWidget,
  '/knowledge': RuleWidget,
  '/consequences': RuleWidget,
  '/exceptions/*/when': RuleWidget,
};

/** The widgets for the content of a standard. @param within where the content stands in the body */
const fieldsWithin = (within: string): Readonly<Record<string, Widget>> =>
  Object.fromEntries(Object.entries(widgets).map(([path, widget]) => [`${within}${path}`, widget]));

/** For a standard to record, and for one to propose. */
export const recordFields = fieldsWithin('');
export const proposeFields = fieldsWithin('/content');
