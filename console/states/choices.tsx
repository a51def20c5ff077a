import { Button } from 'antd';
import { useSearchParams } from 'react-router';

export interface Choice {
  readonly value: string;
  readonly text: string;
  readonly count?: number | undefined;
}

interface ChoicesProps {
  readonly name: string;
  /** The parameter of the address. */
  readonly of: string;
  /** What has no parameter comes first, with an empty value. */
  readonly choices: readonly Choice[];
}

/** Sets a parameter of the address; an empty value takes it away. */
export function useSet(): (name: string, value: string) => void {
  const [, setQuery] = useSearchParams();
  return (name, value) =>
    setQuery((before) => {
      const after = new URLSearchParams(before);
      after.delete(name);
      if (value !== '') after.set(name, value);
      return after;
    });
}

/** Buttons of which one is pressed. */
export function Choices({ name, of, choices }: ChoicesProps) {
  const [query] = useSearchParams();
  const set = useSet();
  const chosen = query.get(of) ?? '';
  return (
    <fieldset className="filters">
      <legend className="unseen">{name}</legend>
      {choices.map(({ value, text, count }) => (
        <Button
          key={value}
          aria-pressed={value === chosen}
          type={value === chosen ? 'primary' : 'default'}
          onClick={() => set(of, value)}
        >
          {text} {count}
        </Button>
      ))}
    </fieldset>
  );
}
