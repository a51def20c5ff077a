import type { RecordedFact } from '../../shared/journal/journal.ts';
import { idOfStream, kindOfStream } from '../../shared/journal/stream.ts';
import type { About } from '../../shared/kernel/about.ts';
import type { Actor } from '../../shared/kernel/context.ts';
import { type Desk, deskKey } from '../../shared/kernel/desk.ts';
import { abouts } from './abouts.ts';
import type { FactByType, FactType } from './facts.ts';
import { type NoticeLine, notices } from './notices.ts';
import type { CoordinationTools } from './reaction.ts';

/** Facts without a line have no notices. */
type Lines = { readonly [T in FactType]?: NoticeLine<FactByType[T]> };
const lines: Lines = notices;

/** The line of a fact in the table of notices; undefined if no desk is told of it. */
export function lineOf<T extends FactType>(type: T): Lines[T] {
  return lines[type];
}

/** The desks that are told of a fact, each once. They follow from the fact, the thing as it was then, and who recorded the fact. */
export function desksTold<T extends FactType>(type: T, fact: FactByType[T], about: About, by: Actor): readonly Desk[] {
  const told = lineOf(type)?.told ?? [];
  const desks = told.flatMap((addressee) => addressee.desks(fact, about, by));
  return [...new Map(desks.map((desk) => [deskKey(desk), desk])).values()];
}

/** @throws Error if no look-up fits the kind of thing, or it has facts but no state */
export async function aboutOf(
  { stream, seq }: Pick<RecordedFact, 'stream' | 'seq'>,
  { journal }: Pick<CoordinationTools, 'journal'>,
): Promise<About> {
  const lookUp = abouts[kindOfStream(stream)];
  if (lookUp === undefined) throw new Error('a notice of a kind of thing without a look-up');
  const about = await lookUp(journal, idOfStream(stream), seq);
  if (about === undefined) throw new Error(`the stream ${stream} has facts but no state`);
  return about;
}
