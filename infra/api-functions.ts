import { Duration } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import type * as z from 'zod';
import { AccountQuestionsEnv } from '../functions/account-questions/env.ts';
import { accountQuestionRoutes } from '../functions/account-questions/routes.ts';
import { AgenciesEnv } from '../functions/agencies/env.ts';
import { agencyRoutes } from '../functions/agencies/routes.ts';
import { AlertsEnv } from '../functions/alerts/env.ts';
import { alertRoutes } from '../functions/alerts/routes.ts';
import { ApprovalsEnv } from '../functions/approvals/env.ts';
import { approvalRoutes } from '../functions/approvals/routes.ts';
import { AuditEnv } from '../functions/audit/env.ts';
import { auditRoutes } from '../functions/audit/routes.ts';
import { BankEnv } from '../functions/bank/env.ts';
import { bankRoutes } from '../functions/bank/routes.ts';
import { BankInboxEnv } from '../functions/bank-inbox/env.ts';
import { bankInboxRoutes } from '../functions/bank-inbox/routes.ts';
import { BankLinesEnv } from '../functions/bank-lines/env.ts';
import { bankLineRoutes } from '../functions/bank-lines/routes.ts';
import { BankOrdersEnv } from '../functions/bank-orders/env.ts';
import { bankOrderRoutes } from '../functions/bank-orders/routes.ts';
import { BankQuestionsEnv } from '../functions/bank-questions/env.ts';
import { bankQuestionRoutes } from '../functions/bank-questions/routes.ts';
import { BankTestsEnv } from '../functions/bank-tests/env.ts';
import { bankTestRoutes } from '../functions/bank-tests/routes.ts';
import { BlacklistEnv } from '../functions/blacklist/env.ts';
import { blacklistRoutes } from '../functions/blacklist/routes.ts';
import { BoardsEnv } from '../functions/boards/env.ts';
import { boardRoutes } from '../functions/boards/routes.ts';
import { CampaignsEnv } from '../functions/campaigns/env.ts';
import { campaignRoutes } from '../functions/campaigns/routes.ts';
import { CasePartsEnv } from '../functions/case-parts/env.ts';
import { casePartRoutes } from '../functions/case-parts/routes.ts';
import { CasesEnv } from '../functions/cases/env.ts';
import { caseRoutes } from '../functions/cases/routes.ts';
import { ChangesEnv } from '../functions/changes/env.ts';
import { changeRoutes } from '../functions/changes/routes.ts';
import { ChannelsEnv } from '../functions/channels/env.ts';
import { channelRoutes } from '../functions/channels/routes.ts';
import { ClocksEnv } from '../functions/clocks/env.ts';
import { clockRoutes } from '../functions/clocks/routes.ts';
import { CollisionsEnv } from '../functions/collisions/env.ts';
import { collisionRoutes } from '../functions/collisions/routes.ts';
import { ConsoleEnv } from '../functions/console/env.ts';
import { ConsultationsEnv } from '../functions/consultations/env.ts';
import { consultationRoutes } from '../functions/consultations/routes.ts';
import { EvidenceFilesEnv } from '../functions/evidence-files/env.ts';
import { evidenceRoutes } from '../functions/evidence-files/routes.ts';
import { FiguresEnv } from '../functions/figures/env.ts';
import { figureRoutes } from '../functions/figures/routes.ts';
import { FreezesEnv } from '../functions/freezes/env.ts';
import { bulkRoutes, instructionRoutes, phoneRoutes, screeningRoutes, stopRoutes } from '../functions/freezes/routes.ts';
import { InboxEnv } from '../functions/inbox/env.ts';
import { inboxRoutes } from '../functions/inbox/routes.ts';
import { ListedCasesEnv } from '../functions/listed-cases/env.ts';
import { listedCaseRoutes } from '../functions/listed-cases/routes.ts';
import { MeEnv } from '../functions/me/env.ts';
import { meRoutes } from '../functions/me/routes.ts';
import { ObjectionsEnv } from '../functions/objections/env.ts';
import { objectionRoutes } from '../functions/objections/routes.ts';
import { OpenApiEnv } from '../functions/openapi/env.ts';
import { openApiRoutes } from '../functions/openapi/routes.ts';
import { OutletsEnv } from '../functions/outlets/env.ts';
import { outletRoutes } from '../functions/outlets/routes.ts';
import { ProtectionsEnv } from '../functions/protective-measures/env.ts';
import { protectionRoutes } from '../functions/protective-measures/routes.ts';
import { RegionNoticesEnv } from '../functions/region-notices/env.ts';
import { regionNoticeRoutes } from '../functions/region-notices/routes.ts';
import { RegionalEnv } from '../functions/regional/env.ts';
import { regionalRoutes } from '../functions/regional/routes.ts';
import { ReturnPaymentsEnv } from '../functions/return-payments/env.ts';
import { returnPaymentRoutes } from '../functions/return-payments/routes.ts';
import { ReturnsEnv } from '../functions/returns/env.ts';
import { returnRoutes } from '../functions/returns/routes.ts';
import { SearchEnv } from '../functions/search/env.ts';
import { searchRoutes } from '../functions/search/routes.ts';
import { StandardsEnv } from '../functions/standards/env.ts';
import { standardRoutes } from '../functions/standards/routes.ts';
import { SystemEnv } from '../functions/system/env.ts';
import { systemRoutes } from '../functions/system/routes.ts';
import { WarningsEnv } from '../functions/warnings/env.ts';
import { warningRoutes } from '../functions/warnings/routes.ts';
import type { Routes } from '../shared/http/define-routes.ts';
import { LONGEST_WAIT } from '../shared/http/waiting.ts';
import { addConsole } from './console-files.ts';
import { CordonFunction } from './cordon-function.ts';
import type { DataStack } from './data-stack.ts';
import { grantEvidence, grantJournal, grantSecret, type JournalUse } from './grants.ts';
import type { Stage } from './stages.ts';

interface ApiFunctionsProps {
  readonly stage: Stage;
  readonly data: DataStack;
  /** Where callers get tokens, for the documents and the console. */
  readonly tokens: { readonly issuerUrl: string; readonly tokenUrl: string };
  /** The public client of the console at that issuer. */
  readonly consoleClientId: string;
}

/** A context behind the API: its folder under `functions/`, its routes, and the needs of its function. */
interface ContextProps<Environment extends z.ZodObject> {
  readonly folder: string;
  /** Its entry in that folder, if that is not `handler.ts`. */
  readonly file?: string;
  readonly description: string;
  readonly routes: Routes;
  readonly schema: Environment;
  readonly environment: ConstructorParameters<typeof CordonFunction<Environment>>[2]['environment'];
  /** Absent: the function does not use the journal. */
  readonly journal?: JournalUse;
  /** Absent: that of the other functions. */
  readonly timeout?: Duration;
  readonly memorySize?: number;
  readonly reservedConcurrentExecutions?: number;
  /** Puts what the function reads besides its code into the folder of its bundle. */
  readonly addFiles?: (directory: string) => void;
}

/** The variables of every function that reads lists and accounts. */
interface TableEnvironment {
  readonly TABLE_NAME: string;
  readonly DATA_KEY_SECRET_ARN: string;
}

/** A context with its function. */
export interface ApiContext {
  /** The name of its function in the template. */
  readonly name: string;
  readonly routes: Routes;
  readonly serve: CordonFunction;
}

const timeout = Duration.seconds(15);
/** API Gateway gives up after thirty seconds. */
const bulkTimeout = Duration.seconds(29);
/** A caller that waits gets its answer before that. */
const waitingTimeout = Duration.seconds(LONGEST_WAIT + 8);
/**
 * A caller may wait twenty seconds in this one; it sleeps then, so each megabyte is paid for twenty seconds. A page of a hundred orders
 * takes up to 130 MB.
 */
const waitingMemory = 256;
/** A caller waits for these: 1,769 MB is one whole processor, and parsing and signing need a good part of it. */
const memorySize = 1024;

/** The functions behind the API, one a context. Everything that differs by context is here: function, routes, permissions, alarms. */
export class ApiFunctions extends Construct {
  readonly contexts: readonly ApiContext[];
  /** Those of what agencies do together: their routes have a stack of their own. */
  readonly together: readonly ApiContext[];
  /** Knows every route, so it answers requests that fit none. */
  readonly openApi: ApiContext;
  /** Serves the page for people, at addresses outside the API (`functions/console/routes.ts`). */
  readonly console: ApiContext;
  private readonly around: ApiFunctionsProps;

  constructor(scope: Construct, id: string, around: ApiFunctionsProps) {
    super(scope, id);
    this.around = around;
    const { stage, data } = around;
    const environment = { TABLE_NAME: data.table.tableName, DATA_KEY_SECRET_ARN: data.dataSecret.ref };
    const reaching = { ...environment, ALLOW_LOOPBACK_ENDPOINTS: stage.allowLoopbackEndpoints ? 'true' : 'false' } as const;
    this.openApi = this.add('OpenApi', {
      folder: 'openapi',
      description: 'The document that describes the API, and the answer to requests that fit no route',
      routes: openApiRoutes,
      schema: OpenApiEnv,
      environment: { ISSUER_URL: around.tokens.issuerUrl, TOKEN_URL: around.tokens.tokenUrl },
    });
    this.console = this.add('Console', {
      folder: 'console',
      description: 'The console: its page and its files, the same for all',
      routes: {},
      schema: ConsoleEnv,
      environment: {
        ISSUER_URL: around.tokens.issuerUrl,
        TOKEN_URL: around.tokens.tokenUrl,
        CONSOLE_CLIENT_ID: around.consoleClientId,
        EVIDENCE_BUCKET_HOST: data.evidence.environment.EVIDENCE_BUCKET_HOST,
      },
      addFiles: addConsole,
    });
    this.together = this.coordination(environment);
    this.contexts = [
      this.console,
      this.add('Alerts', {
        folder: 'alerts',
        description: 'Alarms: raised, graded, read, put right',
        routes: alertRoutes,
        schema: AlertsEnv,
        environment,
        journal: { appends: true, finds: ['listing', 'file', 'attention'] },
      }),
      this.add('Freezes', {
        folder: 'freezes',
        description: 'Stops: asked for, read, followed',
        routes: stopRoutes,
        schema: FreezesEnv,
        environment,
        journal: { appends: true, finds: ['listing', 'file'] },
      }),
      this.add('PhoneAnswers', {
        folder: 'freezes',
        file: 'phone.ts',
        description: 'The answers of a bank by telephone, recorded by officers',
        routes: phoneRoutes,
        schema: FreezesEnv,
        environment,
        journal: { appends: true, finds: [] },
      }),
      this.add('Instructions', {
        folder: 'freezes',
        file: 'instructions.ts',
        description: 'The steps after a stop was asked for: instructions, papers, corrections, the line',
        routes: instructionRoutes,
        schema: FreezesEnv,
        environment,
        journal: { appends: true, finds: [] },
      }),
      this.add('Screenings', {
        folder: 'freezes',
        file: 'screening.ts',
        description: 'The screening of frozen accounts: what is due, the finding, the owner who is told',
        routes: screeningRoutes,
        schema: FreezesEnv,
        environment,
        journal: { appends: true, finds: ['attention'] },
      }),
      this.add('BulkInstructions', {
        folder: 'freezes',
        file: 'bulk.ts',
        description: 'The same step for several orders of a case, each decided by itself',
        routes: bulkRoutes,
        schema: FreezesEnv,
        environment,
        journal: { appends: true, finds: [] },
        // fifty orders, one after the other
        timeout: bulkTimeout,
      }),
      this.add('AccountQuestions', {
        folder: 'account-questions',
        description: 'What the bank of an order is asked about its account, and what it told',
        routes: accountQuestionRoutes,
        schema: AccountQuestionsEnv,
        environment,
        journal: { appends: true, finds: ['file'] },
      }),
      this.add('Approvals', {
        folder: 'approvals',
        description: 'Approvals: asked for, granted, declined',
        routes: approvalRoutes,
        schema: ApprovalsEnv,
        environment,
        journal: { appends: true, finds: ['inbox', 'listing'] },
      }),
      this.add('RegionNotices', {
        folder: 'region-notices',
        description: 'The written notices to the police of other regions where many accounts are frozen',
        routes: regionNoticeRoutes,
        schema: RegionNoticesEnv,
        environment,
        journal: { appends: true, finds: ['attention'] },
      }),
      this.add('Blacklist', {
        folder: 'blacklist',
        description: 'The blacklist: listings, appeals, national lists, and the checks of banks and operators',
        routes: blacklistRoutes,
        schema: BlacklistEnv,
        environment,
        journal: { appends: true, finds: ['listing'] },
      }),
      this.add('Collisions', {
        folder: 'collisions',
        description: 'Collisions of alarms with the blacklist, and the stops that officers make of them',
        routes: collisionRoutes,
        schema: CollisionsEnv,
        environment,
        journal: { appends: true, finds: ['listing'] },
      }),
      this.add('Bank', {
        folder: 'bank',
        description: 'The directory of banks, and the frauds that they report',
        routes: bankRoutes,
        schema: BankEnv,
        environment: reaching,
        journal: { appends: true, finds: ['listing'] },
      }),
      this.add('Channels', {
        folder: 'channels',
        description: 'Providers of messages and calls, and what they say of them',
        routes: channelRoutes,
        schema: ChannelsEnv,
        environment: reaching,
        journal: { appends: true, finds: ['listing'] },
      }),
      this.add('BankOrders', {
        folder: 'bank-orders',
        description: 'The answers of banks to their orders: receipts, results, outflows',
        routes: bankOrderRoutes,
        schema: BankOrdersEnv,
        environment,
        journal: { appends: true, finds: [] },
      }),
      this.add('BankQuestions', {
        folder: 'bank-questions',
        description: 'The questions to banks beside the instructions of an order, and their answers',
        routes: bankQuestionRoutes,
        schema: BankQuestionsEnv,
        environment,
        journal: { appends: true, finds: ['inbox', 'listing'] },
      }),
      this.add('BankLines', {
        folder: 'bank-lines',
        description: 'The lines of accounts that banks tell: pages of statements, watches',
        routes: bankLineRoutes,
        schema: BankLinesEnv,
        environment,
        journal: { appends: true, finds: [] },
      }),
      this.add('BankInbox', {
        folder: 'bank-inbox',
        description: 'The pulls of banks, which may wait; pushes that banks ask for again; checks of their signatures',
        routes: bankInboxRoutes,
        schema: BankInboxEnv,
        environment,
        journal: { appends: true, finds: ['inbox', 'listing'] },
        timeout: waitingTimeout,
        memorySize: waitingMemory,
        ...(stage.mostBankInboxes === undefined ? {} : { reservedConcurrentExecutions: stage.mostBankInboxes }),
      }),
      this.add('Changes', {
        folder: 'changes',
        description: 'What changed on an open board, case or inbox since a reader looked; the reader may wait',
        routes: changeRoutes,
        schema: ChangesEnv,
        environment,
        // It writes only the seat of a reader that waits.
        journal: { appends: true, finds: ['inbox', 'file', 'attention'] },
        timeout: waitingTimeout,
        memorySize: waitingMemory,
        ...(stage.mostReadersWaiting === undefined ? {} : { reservedConcurrentExecutions: stage.mostReadersWaiting }),
      }),
      this.add('BankTests', {
        folder: 'bank-tests',
        description: 'Test orders, the state of the tests of a bank, and the switch that they open',
        routes: bankTestRoutes,
        schema: BankTestsEnv,
        environment,
        journal: { appends: true, finds: [] },
      }),
      this.add('Agencies', {
        folder: 'agencies',
        description: 'The register of agencies that can be named',
        routes: agencyRoutes,
        schema: AgenciesEnv,
        environment,
        journal: { appends: true, finds: ['listing'] },
      }),
      this.add('Search', {
        folder: 'search',
        description: 'Searches, and what is known of an account',
        routes: searchRoutes,
        schema: SearchEnv,
        environment,
        // It writes who searched, and looks at cases of other agencies.
        journal: { appends: true, finds: ['inbox', 'file', 'listing'] },
      }),
      this.add('Inbox', {
        folder: 'inbox',
        description: 'The entries of each desk, and the webhooks of agencies',
        routes: inboxRoutes,
        schema: InboxEnv,
        environment: reaching,
        journal: { appends: true, finds: ['inbox'] },
      }),
      this.add('Me', {
        folder: 'me',
        description: 'What Cordon knows of the caller: agency, roles, what it may do, what waits for it; the words for it',
        routes: meRoutes,
        schema: MeEnv,
        environment,
        journal: { appends: false, finds: ['inbox'] },
      }),
      this.add('Clocks', {
        folder: 'clocks',
        description: 'The terms and deadlines that concern the caller, also as a calendar; terms of procedure of cases',
        routes: clockRoutes,
        schema: ClocksEnv,
        environment,
        journal: { appends: true, finds: ['inbox'] },
      }),
      this.add('Figures', {
        folder: 'figures',
        description: 'Figures of what was stopped, and the months that are published',
        routes: figureRoutes,
        schema: FiguresEnv,
        environment,
        journal: { appends: true, finds: ['listing'] },
      }),
      this.add('System', {
        folder: 'system',
        description: 'Health, keys, policy',
        routes: systemRoutes,
        schema: SystemEnv,
        environment: { TABLE_NAME: data.table.tableName, SIGNING_KEY_SECRET_ARN: data.signingSecret.ref },
        journal: { appends: false, finds: [] },
      }),
      ...this.knowingAll(environment),
    ];
  }

  /** The functions that import every context. Each is alone, so that it slows no other cold start. */
  private knowingAll(environment: TableEnvironment): readonly ApiContext[] {
    return [
      this.openApi,
      this.add('Audit', {
        folder: 'audit',
        description: 'The recorded facts of a thing',
        routes: auditRoutes,
        schema: AuditEnv,
        environment,
        // It writes only one thing: that a reader from another agency read the facts of a case.
        journal: { appends: true, finds: [] },
      }),
    ];
  }

  /** The contexts in which agencies work together. */
  private coordination(environment: TableEnvironment): readonly ApiContext[] {
    return [
      this.add('Cases', {
        folder: 'cases',
        description: 'Case files and their sharing',
        routes: caseRoutes,
        schema: CasesEnv,
        environment,
        journal: { appends: true, finds: ['listing', 'file'] },
      }),
      this.add('EvidenceFiles', {
        folder: 'evidence-files',
        description: 'Files of evidence: announced, opened, withdrawn; requests to see more of a case',
        routes: evidenceRoutes,
        schema: EvidenceFilesEnv,
        environment: { ...environment, ...this.around.data.evidence.environment },
        journal: { appends: true, finds: ['inbox', 'listing'] },
      }),
      this.add('Boards', {
        folder: 'boards',
        description: 'What a page of a console shows, in one read: the board of an alarm, a case with what stands around it',
        routes: boardRoutes,
        schema: BoardsEnv,
        environment,
        // It writes only one thing: that a reader from another agency looked at a case.
        journal: { appends: true, finds: ['file', 'attention'] },
      }),
      this.add('CaseParts', {
        folder: 'case-parts',
        description: 'What a case is shared with beside itself: the money on its way back, objections',
        routes: casePartRoutes,
        schema: CasePartsEnv,
        environment,
        // It writes only one thing: that a reader from another agency looked at a case.
        journal: { appends: true, finds: ['file', 'listing'] },
      }),
      this.add('Consultations', {
        folder: 'consultations',
        description: 'Consultations and periodic meetings',
        routes: consultationRoutes,
        schema: ConsultationsEnv,
        environment,
        journal: { appends: true, finds: ['inbox', 'listing'] },
      }),
      this.add('ListedCases', {
        folder: 'listed-cases',
        description: 'Listed cases under supervision',
        routes: listedCaseRoutes,
        schema: ListedCasesEnv,
        environment,
        journal: { appends: true, finds: ['inbox', 'listing'] },
      }),
      this.add('Warnings', {
        folder: 'warnings',
        description: 'Warnings: clues, the work in hand, contacts, figures',
        routes: warningRoutes,
        schema: WarningsEnv,
        environment,
        journal: { appends: true, finds: ['inbox', 'listing'] },
        // five hundred clues at once
        timeout: bulkTimeout,
      }),
      this.add('Regional', {
        folder: 'regional',
        description: 'Regional measures, and the ranking of stations',
        routes: regionalRoutes,
        schema: RegionalEnv,
        environment,
        journal: { appends: true, finds: ['inbox', 'file', 'listing'] },
      }),
      this.add('Outlets', {
        folder: 'outlets',
        description: 'Outlets by the accounts and phone cards that are linked to fraud',
        routes: outletRoutes,
        schema: OutletsEnv,
        environment,
        journal: { appends: true, finds: ['inbox', 'file', 'listing', 'attention'] },
      }),
      this.add('ProtectiveMeasures', {
        folder: 'protective-measures',
        description: "Protective measures on people's own accounts",
        routes: protectionRoutes,
        schema: ProtectionsEnv,
        environment,
        journal: { appends: true, finds: ['attention'] },
      }),
      this.add('Campaigns', {
        folder: 'campaigns',
        description: 'Campaigns: leads, waves, what came of them',
        routes: campaignRoutes,
        schema: CampaignsEnv,
        environment,
        journal: { appends: true, finds: ['inbox', 'file', 'listing', 'attention'] },
        // two hundred leads, some in each append
        timeout: bulkTimeout,
      }),
      this.add('Objections', {
        folder: 'objections',
        description: 'Objections to stops and freezes, and what the procuratorate says of them',
        routes: objectionRoutes,
        schema: ObjectionsEnv,
        environment,
        journal: { appends: true, finds: ['inbox', 'listing', 'file', 'attention'] },
      }),
      this.add('Returns', {
        folder: 'returns',
        description: 'The return of money: rounds, claims of victims, public notices',
        routes: returnRoutes,
        schema: ReturnsEnv,
        environment,
        journal: { appends: true, finds: ['file', 'listing'] },
      }),
      this.add('ReturnPayments', {
        folder: 'return-payments',
        description: 'Payments back to victims',
        routes: returnPaymentRoutes,
        schema: ReturnPaymentsEnv,
        environment,
        journal: { appends: true, finds: ['file', 'listing'] },
      }),
      this.add('Standards', {
        folder: 'standards',
        description: 'District standards, what they say of a case, proposals to unify them',
        routes: standardRoutes,
        schema: StandardsEnv,
        environment,
        journal: { appends: true, finds: ['listing', 'file'] },
      }),
    ];
  }

  private add<Environment extends z.ZodObject>(
    name: string,
    { folder, file = 'handler.ts', routes, journal, ...props }: ContextProps<Environment>,
  ): ApiContext {
    const { stage, data } = this.around;
    const serve = new CordonFunction(this, name, {
      timeout,
      memorySize,
      ...props,
      stage,
      entry: `functions/${folder}/${file}`,
    });
    if (journal !== undefined) grantJournal(serve, data, journal);
    // A function that gets a secret's address may read the secret.
    if ('DATA_KEY_SECRET_ARN' in props.environment) grantSecret(serve, data, data.dataSecret);
    if ('SIGNING_KEY_SECRET_ARN' in props.environment) grantSecret(serve, data, data.signingSecret);
    if ('EVIDENCE_BUCKET' in props.environment) grantEvidence(serve, data, 'links');
    return { name, routes, serve };
  }
}
