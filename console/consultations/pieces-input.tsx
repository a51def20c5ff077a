import type { WidgetProps } from '../forms/form-context.ts';
import { moment } from '../words/format.ts';
import { useWords } from '../words/labels.ts';
import { useLanguage } from '../words/language.ts';
import { useText } from '../words/texts.ts';
import { type Piece, piecesOf, useKnownCases } from './known-cases.ts';
import { present, type Whole } from './model.ts';
import { Several } from './several.tsx';
import { useWhole } from './whole.ts';
import { texts } from './words.ts';

const keyOf = ({ caseId, part, item = '' }: Pick<Piece, 'caseId' | 'part' | 'item'>): string => `${caseId} ${part} ${item}`;

/** The pieces that the bundle does not show yet. */
function missing(pieces: readonly Piece[], { bundle }: Pick<Whole, 'bundle'>): readonly Piece[] {
  const shown = new Set(present(bundle.exhibits).flatMap((exhibit) => (exhibit.visible ? [keyOf(exhibit)] : [])));
  return pieces.filter((piece) => !shown.has(keyOf(piece)));
}

/** What comes into the bundle, chosen among the pieces of the cases that the agency may see. */
export function PiecesInput({ id, value, describedBy, faults, onChange }: WidgetProps) {
  const whole = useWhole();
  const cases = useKnownCases(whole);
  const t = useText(texts);
  const words = useWords();
  const language = useLanguage();
  const pieces = missing(
    cases.flatMap((one) => piecesOf(one, one.caseId)),
    whole,
  );
  const byKey = new Map(pieces.map((piece) => [keyOf(piece), piece]));
  const referenceOf = new Map(cases.map(({ caseId, reference }) => [caseId, reference]));
  const wordOf = ({ part, item, word }: Piece): string =>
    item === undefined ? t('wholePart') : part === 'losses' ? moment(word, language) : word;
  const options = pieces.map((piece) => ({
    value: keyOf(piece),
    label: [words('casePart', piece.part), wordOf(piece), referenceOf.get(piece.caseId)].join(' · '),
  }));
  const chosen = Array.isArray(value) ? value : [];
  const choose = (keys: readonly string[] = []): void => {
    const added = keys.flatMap((key) => byKey.get(key) ?? []).map(({ word: _, ...piece }) => piece);
    onChange(added.length === 0 ? undefined : added);
  };
  return (
    <>
      <Several
        id={id}
        options={options}
        chosen={chosen.map((one) => keyOf(refIn(one)))}
        choose={choose}
        describedBy={describedBy}
      />
      {faults.map(({ pointer, text }) => (
        <p key={pointer} className="fault">
          {text}
        </p>
      ))}
    </>
  );
}

/** A piece as it stands in the draft: the widget itself put it there. */
function refIn(value: unknown): Pick<Piece, 'caseId' | 'part' | 'item'> {
  return value as Pick<Piece, 'caseId' | 'part' | 'item'>;
}
