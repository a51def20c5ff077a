import type { Schemas } from '../api/client.ts';
import { Tone } from '../states/tone.tsx';
import { useWords } from '../words/labels.ts';
import { useText } from '../words/texts.ts';
import { useFieldValue } from './field-value.tsx';
import { usePlaceWords } from './measures.ts';
import { standardTexts } from './words.ts';

type Row = Schemas['StandardsMatrix']['rows'][number];
type Divergence = Row['divergences'][number];

/** In what the places differ, criterion by criterion: each value with the places that have it, that of most districts first. */
export function Divergences({ rows }: { readonly rows: readonly Row[] }) {
  const t = useText(standardTexts);
  const words = useWords();
  return rows
    .filter(({ divergences }) => divergences.length > 0)
    .map(({ criterion, divergences }) => (
      <section key={criterion} className="part">
        <h2>{t('divergencesOf', { criterion: words('criterion', criterion) })}</h2>
        {divergences.map((divergence) => (
          <DivergenceView key={divergence.field} divergence={divergence} />
        ))}
      </section>
    ));
}

function DivergenceView({ divergence: { field, amongDistricts, groups } }: { readonly divergence: Divergence }) {
  const t = useText(standardTexts);
  const words = useWords();
  const placeWords = usePlaceWords();
  const inWords = useFieldValue();
  return (
    <>
      <h3>
        {words('standardField', field)}{' '}
        <Tone tone={amongDistricts ? 'warn' : 'plain'}>{t(amongDistricts ? 'amongDistricts' : 'fromAbove')}</Tone>
      </h3>
      <ul>
        {groups.map(({ measure, value, places }) => (
          <li key={places.join()}>
            {inWords(field, value, measure)}
            <div className="quiet">{t('placesOf', { n: places.length, places: places.map(placeWords).join(t('and')) })}</div>
          </li>
        ))}
      </ul>
    </>
  );
}
