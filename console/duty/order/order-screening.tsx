import { ActButton } from '../../acts/act-button.tsx';
import { useMay } from '../../acts/may.ts';
import { type Thing, useThing } from '../../acts/thing.ts';
import type { Schemas } from '../../api/client.ts';
import { ApiProblem } from '../../api/problem.ts';
import { recordFinding, tellOwner } from '../../generated/acts/screenings.ts';
import { Answer } from '../../states/answer.tsx';
import { DaysLeft } from '../../states/days-left.tsx';
import { READ_EVERY_MS } from '../../states/list.tsx';
import { Terms } from '../../states/terms.tsx';
import { Tone } from '../../states/tone.tsx';
import { useAgain } from '../../states/use-again.ts';
import { minute, money } from '../../words/format.ts';
import { useWords } from '../../words/labels.ts';
import { useLanguage } from '../../words/language.ts';
import { useText } from '../../words/texts.ts';
import { screeningShownIn } from './keys.ts';
import { orderTexts } from './words.ts';

type Order = Schemas['StopOrder'];
type Screening = Schemas['Screening'];

/** The screening of the frozen account (性质甄别): its term, the finding, whether the owner was told, and the acts on it. */
export function OrderScreening({ order }: { readonly order: Order }) {
  const may = useMay();
  const { state, finding, letGo } = order;
  const isScreened = state === 'frozen' || finding !== undefined || letGo?.ground.by === 'screening-term';
  return isScreened && may.has('screening.read') ? <Section order={order} /> : null;
}

function Section({ order }: { readonly order: Order }) {
  const t = useText(orderTexts);
  const { orderId } = order;
  const screening = useThing('/v1/orders/{orderId}/screening', { orderId }, { shownIn: screeningShownIn(orderId) });
  useAgain(READ_EVERY_MS, screening.refetch);
  // it opens a moment after the freeze; of an account that was frozen before there were screenings there is none
  const isNone = screening.error instanceof ApiProblem && screening.error.kind === 'not-found';
  return (
    <section className="part" aria-label={t('screening')}>
      <h2>{t('screening')}</h2>
      {isNone ? (
        <p className="quiet">{t('noScreening')}</p>
      ) : (
        <Answer of={screening.query}>{(data) => <Content order={order} screening={screening} data={data} />}</Answer>
      )}
    </section>
  );
}

interface ContentProps {
  readonly order: Order;
  readonly screening: Thing<Screening>;
  readonly data: Screening;
}

function Content({ order, screening, data }: ContentProps) {
  const t = useText(orderTexts);
  const words = useWords();
  const language = useLanguage();
  const { state, letGo, officers } = order;
  const { status, found, dueAt, owner, whole, lapsedAt, endedAt } = data;
  return (
    <>
      <Terms
        of={[
          [t('state'), <Tone key="state">{words('screeningState', status)}</Tone>],
          [t('screeningExtent'), t(whole ? 'wholeFrozen' : 'sumFrozen')],
          [t('lapsed'), lapsedAt && minute(lapsedAt, language)],
          [t('ended'), endedAt && minute(endedAt, language)],
          [t('screeningDue'), status === 'open' && <DaysLeft until={dueAt} readAt={screening.updatedAt} />],
        ]}
      />
      {found !== undefined && <Finding found={found} />}
      {owner !== undefined && <Owner owner={owner} readAt={screening.updatedAt} />}
      <div className="acts">
        <ActButton
          act={recordFinding}
          thing={screening}
          initial={{ officers }}
          open={['/linkedFen']}
          primary={status !== 'found'}
          offered={state === 'frozen' && letGo === undefined}
        />
        <ActButton act={tellOwner} thing={screening} primary offered={owner !== undefined && owner.told === undefined} />
      </div>
    </>
  );
}

function Finding({ found }: { readonly found: NonNullable<Screening['found']> }) {
  const t = useText(orderTexts);
  const words = useWords();
  const language = useLanguage();
  const { finding, linkedFen, grounds, evidence, officers, by, at } = found;
  return (
    <Terms
      of={[
        [t('finding'), words('finding', finding)],
        [t('linked'), linkedFen !== undefined && money(linkedFen, language)],
        [t('findingGrounds'), grounds],
        [t('evidence'), evidence.length > 0 && <Lines of={evidence} />],
        [t('officers'), officers.map(({ name, badge }) => `${name} ${badge}`).join(' · ')],
        [t('recorded'), `${minute(at, language)} · ${by.name}`],
      ]}
    />
  );
}

function Lines({ of }: { readonly of: readonly string[] }) {
  return (
    <ul className="plain">
      {[...new Set(of)].map((line) => (
        <li key={line}>{line}</li>
      ))}
    </ul>
  );
}

/** The owner of the money that goes free: by when they are to be told, or when and how they were. */
function Owner({ owner, readAt }: { readonly owner: NonNullable<Screening['owner']>; readonly readAt: number }) {
  const t = useText(orderTexts);
  const words = useWords();
  const language = useLanguage();
  const { told, dueAt } = owner;
  return (
    <Terms
      of={[
        [t('ownerToTell'), told === undefined && <DaysLeft until={dueAt} readAt={readAt} />],
        [t('ownerTold'), told && [minute(told.toldAt, language), words('tellingWay', told.way), told.by.name].join(' · ')],
      ]}
    />
  );
}
