import { Alert, Button } from 'antd';
import type { ReactNode } from 'react';
import type { ApiProblem } from '../api/problem.ts';
import { useNames } from '../states/names.ts';
import { moment } from '../words/format.ts';
import { type FormText, formTexts } from '../words/forms.ts';
import { useLabels, useWords } from '../words/labels.ts';
import { type Language, useLanguage } from '../words/language.ts';
import { type Text, useText } from '../words/texts.ts';
import { SENT_BEFORE } from './attempt.ts';
import type { Change } from './changes-since.ts';

/** The members of a refusal that a person is told, with the enumerations that may have words for their value. */
const told: Readonly<Record<string, { readonly text: FormText; readonly words?: readonly string[] }>> = {
  state: {
    text: 'detailState',
    words: [
      'orderState',
      'alarmState',
      'caseState',
      'approvalState',
      'consultationState',
      'listingState',
      'measureState',
      'proposalState',
      'meetingState',
      'accessRequestState',
      'evidenceFileState',
      'evidenceRequestState',
      'warningStatus',
    ],
  },
  limit: { text: 'detailLimit' },
  most: { text: 'detailMost' },
  until: { text: 'detailUntil' },
  from: { text: 'detailFrom' },
  latest: { text: 'detailLatest' },
  earliest: { text: 'detailEarliest' },
  level: { text: 'detailLevel', words: ['approvalLevel', 'listingLevel'] },
  document: { text: 'detailDocument', words: ['documentKind'] },
  months: { text: 'detailMonths' },
  reference: { text: 'detailReference' },
  instruction: { text: 'detailInstruction', words: ['instruction'] },
  agency: { text: 'detailAgency' },
};

type Labels = ReturnType<typeof useLabels>;

const INSTANT = /^\d{4}-\d{2}-\d{2}T/;

function inWords(value: unknown, words: readonly string[], labels: Labels, spoken: Language): string | undefined {
  if (typeof value === 'number') return String(value);
  if (typeof value !== 'string') return undefined;
  if (INSTANT.test(value)) return moment(value, spoken);
  return words.map((enumeration) => labels?.[enumeration]?.[value]?.[spoken]).find((word) => word !== undefined) ?? value;
}

function detailsOf(problem: ApiProblem, labels: Labels, t: Text<FormText>, spoken: Language): readonly string[] {
  return Object.entries(problem.details).flatMap(([name, value]) => {
    const known = told[name];
    const word = known === undefined ? undefined : inWords(value, known.words ?? [], labels, spoken);
    return known === undefined || word === undefined ? [] : [`${t(known.text)}: ${word}`];
  });
}

/** Why nothing was done, in the API's own words, with what it says beyond them. */
export function Refused({ problem }: { readonly problem: ApiProblem }) {
  const t = useText(formTexts);
  const labels = useLabels();
  const spoken = useLanguage();
  const title = problem.title ?? (problem.kind === 'forbidden' ? t('forbidden') : t('failed'));
  // what is wrong with the whole has no field to stand at
  const ofWhole = problem.errors.filter(({ path, rule }) => path === '' && rule !== problem.title).map(({ rule }) => rule);
  const before = problem.code === SENT_BEFORE ? [t('sentBefore')] : [];
  const details = [...before, ...ofWhole, ...detailsOf(problem, labels, t, spoken)];
  return (
    <Alert type="error" showIcon role="alert" title={title} {...(details.length > 0 && { description: details.join(' · ') })} />
  );
}

/** It may have happened: the network went away, or the service broke. */
export function Unknown({ problem }: { readonly problem: ApiProblem }) {
  const t = useText(formTexts);
  const { correlationId, status, title } = problem;
  if (status === 0) return <Alert type="warning" showIcon role="alert" title={t('offline')} />;
  const more = [t('unsure'), ...(correlationId === undefined ? [] : [t('reported', { id: correlationId })])];
  return <Alert type="error" showIcon role="alert" title={title ?? t('failed')} description={more.join(' ')} />;
}

interface ConflictProps {
  readonly changes: readonly Change[] | undefined;
  sendAgain(): void;
  discard?: (() => void) | undefined;
}

/** What happened to the thing while the person was typing, and the choice between sending and leaving it. */
export function Conflict({ changes, sendAgain, discard }: ConflictProps) {
  const t = useText(formTexts);
  return (
    <Alert
      type="warning"
      showIcon
      role="alert"
      title={t('changed')}
      description={
        <>
          <Changes changes={changes} />
          <p>{t('draftKept')}</p>
          <Button type="primary" onClick={sendAgain}>
            {t('onNewVersion')}
          </Button>{' '}
          {discard && <Button onClick={discard}>{t('discard')}</Button>}
        </>
      }
    />
  );
}

function Changes({ changes }: Pick<ConflictProps, 'changes'>): ReactNode {
  const t = useText(formTexts);
  const words = useWords();
  const spoken = useLanguage();
  const nameOf = useNames(changes?.map(({ by }) => by.agency) ?? []);
  if (changes === undefined) return <p>{t('changedUnseen')}</p>;
  return (
    <ul>
      {changes.map(({ seq, type, at, by }) => {
        const who = by.agencyKind === 'system' ? words('agencyKind', by.agencyKind) : nameOf(by.agency);
        return <li key={seq}>{t('changedBy', { at: moment(at, spoken), who, what: words('fact', type) })}</li>;
      })}
    </ul>
  );
}
