import { Link } from 'react-router';
import { useThing } from '../acts/thing.ts';
import type { Schemas } from '../api/client.ts';
import { usePageOf } from '../jobs/places.ts';
import { useNames } from '../states/names.ts';
import { type TermLine, Terms } from '../states/terms.tsx';
import { moment, money } from '../words/format.ts';
import { useWords, type Words } from '../words/labels.ts';
import { type Language, useLanguage } from '../words/language.ts';
import { type Text, useText } from '../words/texts.ts';
import { approvalTexts } from './words.ts';

type Matter = Schemas['Approval']['matter'];

/** Exactly what is asked, in words: nothing more than this opens by the approval. */
export function Matter({ matter }: { readonly matter: Matter }) {
  const t = useText(approvalTexts);
  const words = useWords();
  const language = useLanguage();
  const pageOf = usePageOf();
  const thing = thingOf(matter);
  const order = useOrder(matter);
  const nameOf = useNames([thing?.id, order?.bankId, ...besides(matter)]);
  const page = thing && pageOf(thing.kind, thing.id);
  const name = thing && nameOf(thing.id);
  const link =
    page === undefined ? (
      name
    ) : (
      <Link key="thing" to={page}>
        {name}
      </Link>
    );
  const about: readonly TermLine[] = thing === undefined ? [] : [[t(thing.word), link]];
  const said = { t, words, language, nameOf };
  return (
    <section className="part">
      <h2>{t('matter')}</h2>
      <Terms of={[...about, ...accountLines(order, said), ...linesOf(matter, said)]} />
    </section>
  );
}

/** What it names besides the thing that it is about. */
function besides(matter: Matter): readonly (string | undefined)[] {
  if (matter.gate === 'listing') return Object.values(matter.units);
  if (matter.gate === 'freeze') return [matter.outsideFilingId];
  if (matter.gate === 'protect') return [matter.bankId];
  return matter.gate === 'release' ? [matter.objectionId] : [];
}

/** The order that it is about; the police who read the approval read it too. */
function useOrder(matter: Matter): Schemas['StopOrder'] | undefined {
  const orderId = 'orderId' in matter ? matter.orderId : '';
  return useThing('/v1/orders/{orderId}', { orderId }, { enabled: orderId !== '' }).data;
}

/** Whose account it is, at which bank, and what is held there now. */
function accountLines(order: Schemas['StopOrder'] | undefined, { t, language, nameOf }: InWords): readonly TermLine[] {
  if (order === undefined) return [];
  const { account, bankId, heldFen } = order;
  return [
    [t('holder'), account.accountName],
    [t('accountNumber'), account.accountNumber && <span className="number">{account.accountNumber}</span>],
    [t('bank'), nameOf(bankId)],
    [t('held'), money(heldFen, language)],
  ];
}

function thingOf(matter: Matter) {
  if ('orderId' in matter) return { kind: 'order', id: matter.orderId, word: 'order' } as const;
  if ('alertId' in matter) return { kind: 'alert', id: matter.alertId, word: 'alarm' } as const;
  if ('returnId' in matter) return { kind: 'return-round', id: matter.returnId, word: 'return' } as const;
  if ('listedCaseId' in matter) return { kind: 'listed-case', id: matter.listedCaseId, word: 'listing' } as const;
  return undefined;
}

interface InWords {
  readonly t: Text<keyof typeof approvalTexts.zh>;
  readonly words: Words;
  readonly language: Language;
  readonly nameOf: (id: string) => string;
}

function linesOf(matter: Matter, { t, words, language, nameOf }: InWords): readonly TermLine[] {
  const filing = 'filing' in matter ? matter.filing : undefined;
  const filed: TermLine = [
    t('filing'),
    filing && `${filing.caseNumber} · ${filing.decisionNumber} · ${moment(filing.filedAt, language)}`,
  ];
  switch (matter.gate) {
    case 'freeze':
      return [
        [t('sum'), matter.amountFen === undefined ? t('whole') : money(matter.amountFen, language)],
        [t('major'), matter.major ? '✓' : undefined],
        filed,
        [t('outside'), matter.outsideFilingId && nameOf(matter.outsideFilingId)],
      ];
    case 'renewal':
      return [[t('term'), t('months', { n: matter.termMonths })]];
    case 'release':
      return [
        [t('letsGo'), words('instruction', matter.instruction ?? 'release')],
        [t('objection'), matter.objectionId && nameOf(matter.objectionId)],
        [t('sum'), money(matter.amountFen, language)],
      ];
    case 'listing':
      return [
        [t('level'), words('listingLevel', matter.level)],
        [t('units'), Object.values(matter.units).map(nameOf).join(' · ')],
      ];
    case 'extension':
      return [[t('term'), t('months', { n: matter.months })]];
    case 'delisting':
      return [];
    case 'outside-filing':
      return [filed, [t('filedBy'), matter.agency]];
    case 'return':
      return [[t('sum'), money(matter.amountFen, language)]];
    case 'protect':
      return [
        [t('measure'), words('protectiveKind', matter.measure)],
        [t('bank'), nameOf(matter.bankId)],
        ...(matter.limitFen === undefined ? [] : [[t('sum'), money(matter.limitFen, language)] as const]),
      ];
  }
}
