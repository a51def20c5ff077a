import { type ReactNode, useId } from 'react';

interface LabelledProps {
  readonly label: string;
  /** Gets the id that the label is for. */
  readonly children: (id: string) => ReactNode;
}

/** An input outside of an act's form, with its label. */
export function Labelled({ label, children }: LabelledProps) {
  const id = useId();
  return (
    <div className="field">
      <label htmlFor={id}>{label}</label>
      {children(id)}
    </div>
  );
}
