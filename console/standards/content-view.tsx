import type { ReactNode } from 'react';
import type { Schemas } from '../api/client.ts';
import { money } from '../words/format.ts';
import { useWords } from '../words/labels.ts';
import { useLanguage } from '../words/language.ts';
import { useText } from '../words/texts.ts';
import { useValueWords } from './measures.ts';
import { RuleView } from './rule-view.tsx';
import { standardTexts } from './words.ts';

type Content = Schemas['Proposal']['content'];

/** What a standard says: its headline, its tests in words with their sources, and the paper it stands in. */
export function ContentView({ content }: { readonly content: Content }) {
  const t = useText(standardTexts);
  const words = useWords();
  const language = useLanguage();
  const { offence, conduct, minimumTracedFen, accounts, lawfulFundsDeducted, issuer, document, grade, note } = content;
  return (
    <dl className="facts">
      <Fact name={words('standardField', 'offence')}>{words('offence', offence)}</Fact>
      <Fact name={t('conduct')}>{conduct}</Fact>
      <Fact name={words('standardField', 'threshold')}>
        <Headline content={content} />
      </Fact>
      {minimumTracedFen !== undefined && (
        <Fact name={words('standardField', 'minimumTracedFen')}>{money(minimumTracedFen, language)}</Fact>
      )}
      <Fact name={words('standardField', 'accounts')}>
        {accounts.map((owner) => words('accountOwner', owner)).join(t('and'))}
      </Fact>
      <Fact name={words('standardField', 'lawfulFundsDeducted')}>{t(lawfulFundsDeducted ? 'yes' : 'no')}</Fact>
      <Tests content={content} />
      <Fact name={t('document')}>
        {issuer} · {document} <div className="quiet">{words('sourceGrade', grade)}</div>
      </Fact>
      {note !== undefined && <Fact name={t('note')}>{note}</Fact>}
    </dl>
  );
}

/** The tests of a standard: it is met if the amount or a serious consequence, and the knowledge hold, and no exception does. */
function Tests({ content }: { readonly content: Content }) {
  const t = useText(standardTexts);
  const words = useWords();
  return (
    <>
      {(['amount', 'consequences', 'knowledge'] as const).map((name) => {
        const rule = content[name];
        if (rule === undefined) return null;
        return (
          <Fact key={name} name={words('standardField', name)}>
            <RuleView rule={rule} />
          </Fact>
        );
      })}
      {content.exceptions.map(({ name, when }) => (
        <Fact key={name} name={`${words('standardField', 'exceptions')}${t('colon')}${name}`}>
          <RuleView rule={when} />
        </Fact>
      ))}
    </>
  );
}

/** The headline figure of a standard with its measure; a sign where it has none. */
export function Headline({ content: { measure, threshold } }: { readonly content: Pick<Content, 'measure' | 'threshold'> }) {
  const words = useWords();
  const valueWords = useValueWords();
  if (measure === undefined) return <>—</>;
  return (
    <>
      {words('measure', measure)} <span className="number">{threshold === undefined ? '' : valueWords(measure, threshold)}</span>
    </>
  );
}

/** A name and what stands beside it in a list of facts. */
export function Fact({ name, children }: { readonly name: string; readonly children: ReactNode }) {
  return (
    <div className="pair">
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  );
}
