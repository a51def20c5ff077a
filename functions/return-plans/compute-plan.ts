import { StopOrders } from '../../shared/freezes/streams.ts';
import { fenOf, transfersOf } from '../../shared/freezes/transfers.ts';
import type { Command, Journal } from '../../shared/journal/journal.ts';
import { loadAll, statesIn } from '../../shared/journal/load-all.ts';
import { planFrom, transact } from '../../shared/journal/transact.ts';
import { accept } from '../../shared/kernel/decision.ts';
import { type CaseAccount, type ClaimedLine, type OwnershipSettings, ownershipSettings } from '../../shared/ownership/model.ts';
import { planReturn } from '../../shared/ownership/plan-return.ts';
import { linesOfStatement, linesOfTransfers, type WholeLine } from '../../shared/ownership/statement-lines.ts';
import type { Policy } from '../../shared/policy/policy.ts';
import type { ReturnClaim } from '../../shared/returns/claim/claim-model.ts';
import { transferKey } from '../../shared/returns/claim/claimed-transfer.ts';
import { claimsOfKey, paymentsOutOfKey } from '../../shared/returns/keys.ts';
import { ownershipAccount, ownershipClaims } from '../../shared/returns/plan/plan-input.ts';
import { type PlanPage, PlanPages, planPageId, writtenPlan } from '../../shared/returns/plan/plan-pages.ts';
import { type ComputedPlan, nextPlanVersion } from '../../shared/returns/round/decide-plan.ts';
import type { ReturnRound, RoundPlan } from '../../shared/returns/round/round-model.ts';
import { ReturnClaims, ReturnPayments } from '../../shared/returns/streams.ts';

/**
 * The lines of accounts of the case, by their order: of every account of the round, and of those that money passed. A counterparty is the
 * order of the other account, and the line of the other account names this one, too.
 */
export type Statements = ReadonlyMap<string, readonly WholeLine[]>;

interface PlanTools {
  readonly journal: Journal;
  readonly policy: Policy;
}

/** A plan whose pages are written, to be recorded by its round. */
export interface PlanOnPages {
  readonly kind: 'computed';
  readonly version: number;
  readonly plan: ComputedPlan;
}

/**
 * Computes the plan of a round, and writes its pages. The round records it, unless an account or a claim came or went meanwhile; then the
 * pages are of no plan.
 */
export async function computePlan(
  { journal, policy }: PlanTools,
  round: ReturnRound,
  statements: Statements,
  command: Command,
): Promise<PlanOnPages> {
  const settings = ownershipSettings(policy, command.now);
  const claims = await statesIn(journal, ReturnClaims, { index: 'file', pk: claimsOfKey(round.caseId) });
  const accounts = await accountsOf(journal, round, statements);
  const { ownership, sharedOut } = planReturn(
    accounts,
    ownershipClaims(claims, await linesClaimed(journal, claims, accounts, settings)),
    settings,
  );
  const version = nextPlanVersion(round);
  const place = { returnId: round.returnId, version, changes: round.changes };
  const { plan, pages } = writtenPlan(place, ownership, sharedOut);
  for (const page of pages) await writePage(journal, page, { version, sha256: plan.sha256 }, command);
  return { kind: 'computed', version, plan };
}

/** The accounts of the round, with what earlier rounds paid, and those that money passed, in which nothing of the round is frozen. */
async function accountsOf(journal: Journal, { accounts }: ReturnRound, statements: Statements): Promise<readonly CaseAccount[]> {
  const linesOf = (orderId: string) => linesOfStatement(statements.get(orderId) ?? []);
  const own = accounts.map(async (account) => {
    const pk = paymentsOutOfKey(account.orderId);
    const payments = await statesIn(journal, ReturnPayments, { index: 'listing', pk });
    return ownershipAccount(account, linesOf(account.orderId), payments);
  });
  const entered = new Set(accounts.map(({ orderId }) => orderId));
  const passed = [...statements.keys()].filter((orderId) => !entered.has(orderId));
  return [...(await Promise.all(own)), ...passed.map((accountId) => ({ accountId, frozenFen: 0, ...linesOf(accountId) }))];
}

/**
 * Of each claimed transfer, by `transferKey`, the line of its account that it is; a transfer that the statements do not show has none. Alarms
 * have orders of their own at one account, so the account tells where the line is, and not the order.
 */
async function linesClaimed(
  journal: Journal,
  claims: readonly ReturnClaim[],
  accounts: readonly CaseAccount[],
  { clockSlackMs }: OwnershipSettings,
): Promise<ReadonlyMap<string, Omit<ClaimedLine, 'amountFen'>>> {
  const sums = claims.filter(({ status }) => status === 'standing').flatMap(({ transfers }) => transfers);
  const ids = [...sums.map(({ orderId }) => orderId), ...accounts.map(({ accountId }) => accountId)];
  const orders = new Map((await loadAll(journal, StopOrders, [...new Set(ids)])).map(({ id, state }) => [id, state]));
  const known = Map.groupBy(
    sums.flatMap((sum) => {
      const order = orders.get(sum.orderId);
      const transfer = order === undefined ? undefined : transfersOf(order)[sum.transfer];
      if (order === undefined || transfer === undefined) return [];
      return [{ accountKey: order.accountKey, key: transferKey(sum), amountFen: fenOf(transfer), at: transfer.at }];
    }),
    ({ accountKey }) => accountKey,
  );
  const lines = new Map<string, Omit<ClaimedLine, 'amountFen'>>();
  for (const { accountId, lines: ofAccount } of accounts) {
    const claimed = known.get(orders.get(accountId)?.accountKey ?? '') ?? [];
    const found = linesOfTransfers(ofAccount, claimed, clockSlackMs);
    for (const [n, { key, at }] of claimed.entries()) {
      const lineId = found[n]?.lineId;
      if (lineId !== undefined) lines.set(key, { accountId, lineId, at });
    }
  }
  return lines;
}

async function writePage(
  journal: Journal,
  page: PlanPage,
  plan: Pick<RoundPlan, 'version' | 'sha256'>,
  command: Command,
): Promise<void> {
  const id = planPageId(page.returnId, plan, page.page);
  await transact(
    journal,
    { ...command, id: `${command.id}.${page.page}` },
    async () => {
      const loaded = await journal.load(PlanPages, id);
      // the same content was written before
      if (loaded.state !== undefined) return planFrom(accept(), []);
      return planFrom(accept({ type: 'return-plan.written', data: { at: command.now, page } }), [loaded]);
    },
    { remember: false },
  );
}
