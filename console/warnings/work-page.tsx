import './warnings.css';
import { useQuery } from '@tanstack/react-query';
import { useId } from 'react';
import { useSearchParams } from 'react-router';
import { api, type Schemas } from '../api/client.ts';
import { contentOf } from '../api/problem.ts';
import { PageLink } from '../jobs/page-link.tsx';
import { Answer } from '../states/answer.tsx';
import { Choices, useSet } from '../states/choices.tsx';
import { DistrictChoice } from '../states/district-choice.tsx';
import { READ_EVERY_MS } from '../states/list.tsx';
import { useMe } from '../states/me.ts';
import { Page } from '../states/page.tsx';
import { useStations } from '../states/stations.ts';
import { Terms } from '../states/terms.tsx';
import { Tone } from '../states/tone.tsx';
import { moment } from '../words/format.ts';
import { useWords } from '../words/labels.ts';
import { useLanguage } from '../words/language.ts';
import { useText } from '../words/texts.ts';
import { type Area, addressOfArea, useArea } from './area.ts';
import { HeldWarnings } from './held-warnings.tsx';
import { gradeTones } from './model.ts';
import { NextButton } from './next-button.tsx';
import { warningTexts } from './words.ts';

type Desk = Schemas['WarningDesk'];

/** The work in hand (`/warnings`): the next warning, those that the person holds, what waits in the area. */
export default function WorkPage() {
  const t = useText(warningTexts);
  const area = useArea();
  const limit = useDesk({}).data?.limit;
  const me = useMe();
  // an agency of the whole city works on no district in particular: at a lower level it names one
  const isToChoose =
    me !== undefined && me.agency.district === undefined && area.level !== undefined && area.district === undefined;
  return (
    <Page title={t('warnings')}>
      <WhereChoice area={area} />
      {isToChoose ? <p role="status">{t('chooseDistrict')}</p> : <NextButton key={addressOfArea(area)} area={area} />}
      <HeldWarnings area={area} limit={limit} />
      {!isToChoose && <Waiting area={area} />}
      <p>
        <PageLink to="/warnings/list" otherwise={null}>
          {t('toList')}
        </PageLink>{' '}
        <PageLink to="/warnings/figures" otherwise={null}>
          {t('toFigures')}
        </PageLink>
      </p>
    </Page>
  );
}

/** What the desk of an area counts; the API refuses an area in which the person does not work. */
function useDesk(area: Area) {
  return useQuery({
    queryKey: ['warnings', 'desk', area],
    refetchInterval: READ_EVERY_MS,
    queryFn: () => contentOf(api.GET('/v1/warnings/desk', { params: { query: area } })),
  });
}

/** The level, the district and the station of the work, for those who have a choice. */
function WhereChoice({ area }: { readonly area: Area }) {
  const t = useText(warningTexts);
  const words = useWords();
  const own = useDesk({}).data;
  if (own === undefined || own.levels.length < 2) return null;
  // the own level is the API's choice where the address names none
  const choices = own.levels.toReversed().map((level) => ({
    value: level === own.level ? '' : level,
    text: words('warningLevel', level),
  }));
  return (
    <div className="filters">
      <Choices name={t('level')} of="level" choices={choices} />
      {area.level !== undefined && <DistrictChoice />}
      {area.level === 'station' && <StationChoice />}
    </div>
  );
}

/** The stations of the district in which the person works. */
function StationChoice() {
  const t = useText(warningTexts);
  const [query] = useSearchParams();
  const set = useSet();
  const id = useId();
  const own = useMe()?.agency.district;
  const stations = [...useStations().values()].filter(({ district }) => district === (own ?? query.get('district')));
  return (
    <span>
      <label htmlFor={id}>{t('station')} </label>
      <select id={id} value={query.get('station') ?? ''} onChange={({ target }) => set('station', target.value)}>
        <option value="">{t('noStation')}</option>
        {stations.map(({ stationId, name }) => (
          <option key={stationId} value={stationId}>
            {name}
          </option>
        ))}
      </select>
    </span>
  );
}

function Waiting({ area }: { readonly area: Area }) {
  const t = useText(warningTexts);
  return (
    <section className="part" aria-label={t('waiting')}>
      <h2>{t('waiting')}</h2>
      <Answer of={useDesk(area)} empty={{ when: ({ total }) => total === 0, text: t('nothingWaits') }}>
        {(desk) => <Figures desk={desk} />}
      </Answer>
    </section>
  );
}

function Figures({ desk: { total, more, overdue, postponed, grades, oldest } }: { readonly desk: Desk }) {
  const t = useText(warningTexts);
  const words = useWords();
  const language = useLanguage();
  return (
    <>
      <Terms
        className="sums"
        of={[
          [t('open'), more ? t('atLeast', { n: total }) : total],
          [t('overdue'), overdue],
          [t('postponed'), postponed],
          [t('oldest'), oldest !== undefined && moment(oldest, language)],
        ]}
      />
      <p>
        {Object.entries(gradeTones).map(([grade, tone]) => {
          const n = Reflect.get(grades, grade);
          return (
            n !== undefined && (
              <Tone key={grade} tone={tone}>
                {words('warningGrade', grade)} {n}
              </Tone>
            )
          );
        })}
      </p>
    </>
  );
}
