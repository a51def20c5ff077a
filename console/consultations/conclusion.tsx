import { useNames } from '../states/names.ts';
import { Terms } from '../states/terms.tsx';
import { Tone } from '../states/tone.tsx';
import { moment } from '../words/format.ts';
import { useWords } from '../words/labels.ts';
import { useLanguage } from '../words/language.ts';
import { useText } from '../words/texts.ts';
import type { Finding, Whole } from './model.ts';
import { Part } from './part.tsx';
import { texts } from './words.ts';

/** What was concluded: minutes, a finding for each question with what it rests on and the dissent, and what it was reached without. */
export function Concluded({ of: { conclusion, parties, opinions } }: { readonly of: Whole }) {
  const t = useText(texts);
  const language = useLanguage();
  const nameOf = useNames(parties.map(({ agency }) => agency));
  if (conclusion === undefined) return null;
  const { by, at, minutes, findings, excused, unopened = [] } = conclusion;
  return (
    <Part id="conclusion" title={t('conclusion')}>
      <p className="quiet">{t('concludedBy', { agency: nameOf(by.agency), at: moment(at, language) })}</p>
      <Terms
        of={[
          [
            t('minutes'),
            <p key="minutes" className="prose">
              {minutes}
            </p>,
          ],
          ...findings.map(
            (finding) =>
              [
                t('questionN', { n: finding.question }),
                <Found key={finding.question} finding={finding} opinions={opinions} nameOf={nameOf} />,
              ] as const,
          ),
          [
            t('excused'),
            excused.length === 0 ? undefined : excused.map(({ agency, reason }) => `${nameOf(agency)}: ${reason}`).join('; '),
          ],
          [
            t('unopened'),
            unopened.length === 0
              ? undefined
              : unopened.map(({ agency, exhibits }) => `${nameOf(agency)}: ${exhibits.join(', ')}`).join('; '),
          ],
        ]}
      />
    </Part>
  );
}

interface FoundProps {
  readonly finding: Finding;
  readonly opinions: Whole['opinions'];
  nameOf(id: string): string;
}

function Found({ finding, opinions, nameOf }: FoundProps) {
  const t = useText(texts);
  const words = useWords();
  const { position, text, reason, restsOn = [], dissent = [], reserved = [], silent = [] } = finding;
  const whose = (numbers: readonly number[]): string =>
    numbers.map((n) => `${n}. ${nameOf(opinions.find((one) => one.n === n)?.by.agency ?? '')}`).join(', ');
  return (
    <>
      <strong>{words('position', position)}</strong> {text}
      {reason !== undefined && <p className="prose">{reason}</p>}
      {restsOn.length > 0 && (
        <div className="quiet">
          {t('rests')}: {whose(restsOn)}
        </div>
      )}
      {dissent.length > 0 && (
        <div>
          <Tone tone="bad">{t('dissents')}</Tone> {whose(dissent)}
        </div>
      )}
      {reserved.length > 0 && (
        <div>
          <Tone tone="warn">{t('reserved')}</Tone> {whose(reserved)}
        </div>
      )}
      {silent.length > 0 && (
        <div>
          <Tone>{t('silent')}</Tone> {silent.map(nameOf).join(', ')}
        </div>
      )}
    </>
  );
}
