import { Fragment, type ReactNode } from 'react';
import type { Schemas } from '../api/client.ts';
import { exactly, money } from '../words/format.ts';
import { useLabels } from '../words/labels.ts';
import { type Language, useLanguage } from '../words/language.ts';
import { isNamed, memberWord, valueWord } from '../words/members.ts';
import { historyWords } from './history-words.ts';
import { useNames } from './names.ts';

type Entry = Schemas['AuditEntry'];

/** A fact in full: its members in words, and as they were recorded. */
export default function FactContent({ entry: { type, data, command, hash } }: { readonly entry: Entry }) {
  const text = historyWords[useLanguage()];
  return (
    <>
      <Members type={type} data={data} />
      <details>
        <summary>{text.asRecorded}</summary>
        <dl className="facts">
          <dt>{text.command}</dt>
          <dd>
            {command.name} · {command.id}
          </dd>
          {hash !== undefined && (
            <>
              <dt>{text.hash}</dt>
              <dd className="code">{hash}</dd>
            </>
          )}
          <dt>{text.content}</dt>
          <dd>
            <pre className="code">{JSON.stringify(data, null, 2)}</pre>
          </dd>
        </dl>
      </details>
    </>
  );
}

function Members({ type, data }: Pick<Entry, 'type' | 'data'>) {
  const spoken = useLanguage();
  const labels = useLabels() ?? {};
  const nameOf = useNames([...idsIn('', data)]);
  const inWords = (name: string, value: string): string | undefined => valueWord(labels, type, name, value, spoken);
  const plain = (name: string, value: unknown): string => {
    if (typeof value === 'boolean') return value ? historyWords[spoken].yes : historyWords[spoken].no;
    if (typeof value === 'number' && /(^f|F)en$/.test(name)) return money(value, spoken);
    const text = String(value ?? '—');
    return inWords(name, text) ?? (isNamed(name, text) ? nameOf(text) : moment(text, spoken));
  };
  const shown = (name: string, value: unknown): ReactNode => {
    if (Array.isArray(value)) return <Several name={name} values={value} shown={shown} spoken={spoken} />;
    if (!isObject(value)) return plain(name, value);
    const members = Object.entries(value).filter(([, member]) => member !== undefined);
    return (
      <dl className="facts within">
        {members.map(([member, content]) => (
          <Fragment key={member}>
            <dt>{inWords(name, member) ?? memberWord(type, member, spoken)}</dt>
            <dd>{shown(member, content)}</dd>
          </Fragment>
        ))}
      </dl>
    );
  };
  return shown('', data);
}

interface SeveralProps {
  readonly name: string;
  readonly values: readonly unknown[];
  readonly spoken: Language;
  shown(name: string, value: unknown): ReactNode;
}

/** Words in one line, what has members of its own one below another. */
function Several({ name, values, spoken, shown }: SeveralProps) {
  if (values.length === 0) return historyWords[spoken].none;
  const isShort = values.every((value) => typeof value !== 'object');
  if (isShort) return values.map((value) => shown(name, value)).join(spoken === 'zh' ? '、' : ', ');
  // a fact never changes, so the place of an entry tells it
  const entries = values.map((value, at) => ({ at, value }));
  return (
    <ol className="plain">
      {entries.map(({ at, value }) => (
        <li key={at}>{shown(name, value)}</li>
      ))}
    </ol>
  );
}

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> => typeof value === 'object' && value !== null;

const INSTANT = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}/;

const moment = (text: string, spoken: Language): string => (INSTANT.test(text) ? exactly(text, spoken) : text);

/** The ids in a fact that may have names. */
function idsIn(name: string, value: unknown): readonly string[] {
  if (typeof value === 'string') return isNamed(name, value) ? [value] : [];
  if (Array.isArray(value)) return value.flatMap((one) => idsIn(name, one));
  return isObject(value) ? Object.entries(value).flatMap(([member, content]) => idsIn(member, content)) : [];
}
