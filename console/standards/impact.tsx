import { useQuery } from '@tanstack/react-query';
import { Progress } from 'antd';
import { api, type Schemas } from '../api/client.ts';
import { contentOf } from '../api/problem.ts';
import { Answer } from '../states/answer.tsx';
import { Tone } from '../states/tone.tsx';
import { useWords } from '../words/labels.ts';
import { useText } from '../words/texts.ts';
import { dated } from './dates.ts';
import { ImpactChart } from './impact-chart.tsx';
import { ImpactTable } from './impact-table.tsx';
import { standardTexts } from './words.ts';

type Run = Schemas['StandardImpact'];

/** While a count runs it is read again; the API tells of no changes of it. */
const READ_EVERY_MS = 1_500;

export const impactKey = (proposalId: string) => ['impact', proposalId] as const;

interface ImpactProps {
  readonly proposalId: string;
  /** Whether it has been counted at all. */
  readonly hasRun: boolean;
}

/** What a proposal would change: recorded cases whose outcome would be another, by district. */
export function Impact({ proposalId, hasRun }: ImpactProps) {
  const t = useText(standardTexts);
  const impact = useQuery({
    queryKey: impactKey(proposalId),
    enabled: hasRun,
    queryFn: () => contentOf(api.GET('/v1/standards/proposals/{proposalId}/impact', { params: { path: { proposalId } } })),
    refetchInterval: ({ state: { data } }) => (data !== undefined && data.endedAt === undefined ? READ_EVERY_MS : false),
  });
  return (
    <section className="part">
      <h2>{t('impact')}</h2>
      {hasRun ? <Answer of={impact}>{(run) => <Counted run={run} />}</Answer> : <p className="quiet">{t('notCounted')}</p>}
    </section>
  );
}

function Counted({ run }: { readonly run: Run }) {
  const t = useText(standardTexts);
  const words = useWords();
  const { status, startedAt, progress, total } = run;
  return (
    <>
      <p role="status">
        <Tone tone={run.endedAt === undefined ? 'busy' : 'plain'}>{words('impactState', status)}</Tone>{' '}
        {t('impactSum', { looked: total.looked, flips: total.flips, at: dated(startedAt) })}
      </p>
      {run.endedAt === undefined && (
        <Progress
          aria-label={t('impact')}
          percent={progress.partitions === 0 ? 0 : Math.floor((100 * progress.done) / progress.partitions)}
        />
      )}
      <ImpactChart run={run} />
      <ImpactTable run={run} />
    </>
  );
}
