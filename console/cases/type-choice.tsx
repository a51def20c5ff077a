import { Button, Flex, Select } from 'antd';
import { useId, useState } from 'react';
import type { ApiProblem } from '../api/problem.ts';
import { evidenceTexts } from '../evidence/words.ts';
import { useText } from '../words/texts.ts';

interface TypeChoiceProps {
  readonly problem: ApiProblem;
  chosen(type: string): void;
}

/** Where the API refuses the type that the browser takes a file for, it says which types it takes: a person chooses one of them. */
export function TypeChoice({ problem, chosen }: TypeChoiceProps) {
  const t = useText(evidenceTexts);
  const [type, setType] = useState<string>();
  const id = useId();
  const { allowed } = problem.details;
  const isOfType = problem.errors.some(({ path }) => path === '/type');
  if (!isOfType || !Array.isArray(allowed)) return null;
  const options = allowed.filter((one: unknown) => typeof one === 'string').map((value) => ({ value, label: value }));
  return (
    <Flex gap="small" align="center" wrap>
      <label htmlFor={id}>{t('chooseType')}</label>
      <Select id={id} value={type ?? null} options={options} onChange={setType} style={{ minWidth: 280 }} showSearch />
      <Button disabled={type === undefined} onClick={() => type !== undefined && chosen(type)}>
        {t('asType')}
      </Button>
    </Flex>
  );
}
