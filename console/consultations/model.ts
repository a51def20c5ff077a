import type { components } from '../generated/api.ts';

type Schemas = components['schemas'];
type View = Schemas['ConsultationView'];
/** A consultation as a party sees it. */
export type Whole = Extract<View, { shows: 'all' }>;
/** A consultation as an agency sees it that was only asked. */
export type Invitation = Extract<View, { shows: 'invitation' }>;
export type Entry = Schemas['ConsultationEntry'];
export type Question = View['questions'][number];
export type Opinion = Whole['opinions'][number];
export type Exhibit = Whole['bundle']['exhibits'][number];
export type Finding = NonNullable<Whole['conclusion']>['findings'][number];

/** Whether the list says that something waits for the reader's agency. */
export function isAwaited({ answer, evidence, opinions, actions, clocks }: Entry['awaits']): boolean {
  return answer || evidence + opinions + actions + clocks > 0;
}

/** The opinions on a question that no newer one has replaced. */
export function inForce(opinions: readonly Opinion[], question: number): readonly Opinion[] {
  return opinions.filter((opinion) => opinion.question === question && opinion.supersededBy === undefined);
}

/** The opinion of an agency on a question that stands. */
export function standing(opinions: readonly Opinion[], question: number, agency: string | undefined): Opinion | undefined {
  return inForce(opinions, question).find(({ by }) => by.agency === agency);
}

/** The exhibits of the bundle as it is now. */
export const present = (exhibits: readonly Exhibit[]): readonly Exhibit[] => exhibits.filter(({ until }) => until === undefined);

/** What is new to a reader. */
export interface Since {
  /** The oldest version of the bundle on which an opinion of the agency stands; absent: it has given none. */
  readonly version: number | undefined;
  readonly added: readonly Exhibit[];
  readonly removed: readonly Exhibit[];
  /** Exhibits with files of which this person has opened none. */
  readonly unread: readonly Exhibit[];
}

/** What changed in the bundle since the opinions of an agency, and what this person has not opened of it. */
export function changedSince({ opinions, bundle }: Pick<Whole, 'opinions' | 'bundle'>, agency: string | undefined): Since {
  const read = opinions.filter(({ by, supersededBy }) => by.agency === agency && supersededBy === undefined);
  const version = read.length === 0 ? undefined : Math.min(...read.map(({ bundleVersion }) => bundleVersion));
  const now = present(bundle.exhibits);
  const isNew = ({ since }: Exhibit): boolean => version !== undefined && since > version;
  const hasLeft = ({ since, until }: Exhibit): boolean =>
    version !== undefined && until !== undefined && until > version && since <= version;
  return {
    version,
    added: now.filter(isNew),
    removed: bundle.exhibits.filter(hasLeft),
    unread: now.filter((exhibit) => exhibit.visible && (exhibit.files ?? []).length > 0 && exhibit.opened !== true),
  };
}

/** How an opinion stands to the finding on its question. */
export function standsTo(finding: Finding | undefined, n: number): 'dissents' | 'reserved' | undefined {
  if (finding?.dissent?.includes(n) === true) return 'dissents';
  return finding?.reserved?.includes(n) === true ? 'reserved' : undefined;
}
