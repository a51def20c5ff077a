import { declineHolder } from '../../shared/bank-questions/holder/ask-holder.ts';
import { answerQuestion } from '../../shared/bank-questions/question/ask-bank.ts';
import type { AnswerQuestion } from '../../shared/bank-questions/question/bodies.ts';
import type { BankQuestion, DeclinedAt } from '../../shared/bank-questions/question/model.ts';
import { declineStatement } from '../../shared/bank-questions/statement/request-statement.ts';
import { HolderRequests, Statements, Watches } from '../../shared/bank-questions/streams.ts';
import { declineWatch, takeUpWatch } from '../../shared/bank-questions/watch/run-watch.ts';
import type { Decided } from '../../shared/http/command-on.ts';
import type { Journal } from '../../shared/journal/journal.ts';
import type { AnyLoaded } from '../../shared/journal/stream.ts';
import type { Context } from '../../shared/kernel/context.ts';
import { accept, type Fact } from '../../shared/kernel/decision.ts';
import { defined } from '../../shared/kernel/defined.ts';
import type { ProtectiveMeasure } from '../../shared/protective-measures/model.ts';
import { confirmLift, confirmProtection, declineProtection, refuseLift } from '../../shared/protective-measures/protect.ts';
import { ProtectiveMeasures } from '../../shared/protective-measures/streams.ts';

/** What follows for the thing that was asked for, and its stream. */
interface Follows {
  readonly facts: readonly Fact[];
  readonly stream: AnyLoaded;
}

/**
 * The bank's word on a question that its answer does not carry: what was asked for is over where the bank cannot do it, and a watch runs again
 * where the bank does it after all. One append has both.
 */
export async function answerAsked(
  question: BankQuestion,
  input: AnswerQuestion,
  signed: { readonly signature?: string | undefined },
  { journal, context }: { readonly journal: Journal; readonly context: Context },
): Promise<Decided<BankQuestion>> {
  const answered = answerQuestion(question, input, signed, context);
  if (answered.kind === 'refusal' || answered.facts.length === 0) return { decision: answered };
  const follows = await followsOf(question, input, journal, context);
  if (follows === undefined) return { decision: answered };
  return { decision: accept<Fact>(...answered.facts, ...follows.facts), streams: [follows.stream] };
}

async function followsOf(
  { asked, instructionId }: BankQuestion,
  input: AnswerQuestion,
  journal: Journal,
  context: Context,
): Promise<Follows | undefined> {
  const declined =
    input.outcome === 'declined' ? { at: context.now, code: input.code, ...defined({ remark: input.remark }) } : undefined;
  if (asked.instruction === 'watch') {
    const stream = await journal.load(Watches, asked.watchId);
    if (stream.state === undefined) return undefined;
    return { facts: declined === undefined ? takeUpWatch(stream.state, context) : declineWatch(stream.state, declined), stream };
  }
  if (asked.instruction === 'protect' || asked.instruction === 'unprotect') {
    const stream = await journal.load(ProtectiveMeasures, asked.protectionId);
    if (stream.state === undefined) return undefined;
    return {
      facts: protectionFollows(stream.state, { instruction: asked.instruction, instructionId }, declined, context),
      stream,
    };
  }
  if (declined === undefined) return undefined;
  if (asked.instruction === 'statement') {
    const stream = await journal.load(Statements, asked.statementId);
    return stream.state && { facts: declineStatement(stream.state, declined), stream };
  }
  if (asked.instruction !== 'whose-account') return undefined;
  const stream = await journal.load(HolderRequests, asked.holderRequestId);
  return stream.state && { facts: declineHolder(stream.state, declined), stream };
}

function protectionFollows(
  measure: ProtectiveMeasure,
  { instruction, instructionId }: { readonly instruction: 'protect' | 'unprotect'; readonly instructionId: string },
  declined: DeclinedAt | undefined,
  context: Context,
): readonly Fact[] {
  if (instruction === 'protect')
    return declined === undefined
      ? confirmProtection(measure, instructionId, context)
      : declineProtection(measure, instructionId, declined);
  return declined === undefined ? confirmLift(measure, context) : refuseLift(measure, declined);
}
