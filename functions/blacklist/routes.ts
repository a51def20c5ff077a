import * as z from 'zod';
import { Checked, CheckMarks } from '../../shared/blacklist/check/check-model.ts';
import { AppealEntry, DecideAppeal, DelistEntry, ListMark, RenewEntry, TellPerson } from '../../shared/blacklist/entry/bodies.ts';
import { entryLifecycle } from '../../shared/blacklist/entry/entry-lifecycle.ts';
import { EntryStatus } from '../../shared/blacklist/entry/entry-model.ts';
import { BlacklistEntryView, BlacklistListEntry } from '../../shared/blacklist/entry/views.ts';
import {
  ConfirmVersion,
  ImportPage,
  ImportPageAsTold,
  ListId,
  NationalList,
  PageOutcome,
} from '../../shared/blacklist/list/list-model.ts';
import { MarkKind } from '../../shared/blacklist/mark/mark-model.ts';
import { defineRoutes } from '../../shared/http/define-routes.ts';
import { PageQuery, pageOf } from '../../shared/http/lists.ts';
import { districts } from '../../shared/kernel/context.ts';
import { BlacklistEntryId } from '../../shared/kernel/ids.ts';
import { statesFor } from '../../shared/kernel/lifecycle.ts';
import {
  appealExample,
  checkExample,
  confirmExample,
  decideExample,
  delistExample,
  importExample,
  listExample,
  renewExample,
  tellExample,
} from './examples.ts';

const OfEntry = z.strictObject({ blacklistEntryId: BlacklistEntryId });

const OfList = z.strictObject({ listId: ListId });

const OfPage = z.strictObject({
  listId: ListId,
  page: z
    .string()
    .regex(/^[1-9][0-9]{0,3}$/, 'must be a whole number from 1')
    .transform(Number),
});

const ImportedPage = z.strictObject({
  ...{ listId: z.string(), version: z.int(), page: z.int(), pages: z.int() },
  ...PageOutcome.shape,
  taken: z.int().describe('Pages of the version that came.'),
  complete: z.boolean().describe('Marks that the version does not have go off the list.'),
  held: z.boolean().describe('All pages came, but a person confirms the version first.'),
});

/** The common parts of every command on an entry. */
const onEntry = {
  method: 'POST',
  tag: 'blacklist',
  params: OfEntry,
  ifMatch: true,
  answers: { 200: BlacklistEntryView },
} as const;

export const blacklistRoutes = defineRoutes({
  listMark: {
    method: 'POST',
    path: '/v1/blacklist',
    summary: 'Put a mark on the blacklist: what it is, on which ground and evidence, and why',
    tag: 'blacklist',
    access: { action: 'blacklist.list-mark' },
    body: ListMark,
    answers: { 201: BlacklistEntryView },
    refusals: ['MARK_IS_PLACEHOLDER', 'EVIDENCE_UNKNOWN', 'BLACKLIST_FULL', 'LISTING_TERM_SPENT'],
    example: listExample,
  },
  listBlacklist: {
    method: 'GET',
    path: '/v1/blacklist',
    summary: 'List entries of the blacklist of one kind, the newest first; never the marks themselves',
    tag: 'blacklist',
    access: { action: 'blacklist.list' },
    query: PageQuery.extend({
      kind: MarkKind,
      status: EntryStatus.default('listed'),
      district: z
        .enum([...districts, 'city', 'all'])
        .default('all')
        .describe('Of the police that listed it; `city`: agencies of the whole city, and national lists.'),
    }),
    answers: { 200: pageOf(BlacklistListEntry) },
    refusals: [],
  },
  getBlacklistEntry: {
    method: 'GET',
    path: '/v1/blacklist/{blacklistEntryId}',
    summary: 'Read an entry: the mark, its grounds and evidence, its term, appeals, and whether the person was told',
    tag: 'blacklist',
    access: { action: 'blacklist.read' },
    params: OfEntry,
    answers: { 200: BlacklistEntryView },
    refusals: [],
  },
  renewBlacklistEntry: {
    ...onEntry,
    path: '/v1/blacklist/{blacklistEntryId}/renew',
    summary: 'Begin its term anew, within the time that a mark may be listed in all',
    access: { action: 'blacklist.work' },
    during: statesFor(entryLifecycle, 'renew'),
    body: RenewEntry,
    refusals: ['BLACKLIST_STATE_FORBIDS', 'BLACKLIST_FULL', 'LISTING_TERM_SPENT'],
    example: renewExample,
  },
  delistBlacklistEntry: {
    ...onEntry,
    path: '/v1/blacklist/{blacklistEntryId}/delist',
    summary: 'Take the mark off the list, with the reason',
    access: { action: 'blacklist.work' },
    during: statesFor(entryLifecycle, 'delist'),
    body: DelistEntry,
    refusals: ['BLACKLIST_STATE_FORBIDS'],
    example: delistExample,
  },
  tellListedPerson: {
    ...onEntry,
    path: '/v1/blacklist/{blacklistEntryId}/tell',
    summary: 'Record that the person concerned was told in writing, or why not',
    access: { action: 'blacklist.work' },
    during: statesFor(entryLifecycle, 'tell', 'leaveUntold'),
    body: TellPerson,
    refusals: ['BLACKLIST_STATE_FORBIDS', 'NOT_TO_BE_TOLD', 'TOLD_BEFORE', 'TIME_IN_FUTURE', 'TIMES_OUT_OF_ORDER'],
    example: tellExample,
  },
  appealBlacklistEntry: {
    ...onEntry,
    path: '/v1/blacklist/{blacklistEntryId}/appeal',
    summary: 'Record an appeal that the person concerned made to your police, wherever the entry was listed',
    access: { action: 'blacklist.appeal' },
    during: statesFor(entryLifecycle, 'appeal'),
    body: AppealEntry,
    refusals: ['BLACKLIST_STATE_FORBIDS', 'BLACKLIST_FULL', 'TIME_IN_FUTURE', 'TIMES_OUT_OF_ORDER'],
    example: appealExample,
  },
  decideBlacklistAppeal: {
    ...onEntry,
    path: '/v1/blacklist/{blacklistEntryId}/appeal-decision',
    summary: 'Decide the appeal, as a person who did not list the mark: upheld, it is off the list at once',
    access: { action: 'blacklist.decide' },
    during: statesFor(entryLifecycle, 'uphold', 'reject'),
    body: DecideAppeal,
    refusals: ['BLACKLIST_STATE_FORBIDS', 'APPEAL_DECIDER_NOT_A_PERSON', 'APPEAL_OF_OWN_LISTING'],
    example: decideExample,
  },
  importBlacklistPage: {
    method: 'POST',
    path: '/v1/blacklist/imports/{listId}/pages/{page}',
    summary: 'Take a page of a national list: good rows are listed, bad ones named; with the last page, what is missing goes off',
    tag: 'blacklist',
    access: { action: 'blacklist.import' },
    params: OfPage,
    body: ImportPage,
    bodyAsTold: ImportPageAsTold,
    answers: { 200: ImportedPage },
    refusals: ['LIST_PAGE_DIFFERS', 'LIST_VERSION_PASSED', 'LIST_PAGES_DIFFER'],
    example: importExample,
  },
  getNationalList: {
    method: 'GET',
    path: '/v1/blacklist/imports/{listId}',
    summary: 'Read how far a national list came: its newest version, what is missing, and whether it is held',
    tag: 'blacklist',
    access: { action: 'blacklist.import' },
    params: OfList,
    answers: { 200: NationalList },
    refusals: [],
  },
  confirmNationalList: {
    method: 'POST',
    path: '/v1/blacklist/imports/{listId}/confirm',
    summary: 'Confirm a version that is held: the marks that it does not have go off the list',
    tag: 'blacklist',
    access: { action: 'blacklist.import' },
    params: OfList,
    ifMatch: true,
    body: ConfirmVersion,
    answers: { 200: NationalList },
    refusals: ['LIST_NOT_HELD'],
    example: confirmExample,
  },
  checkMarks: {
    method: 'POST',
    path: '/v1/blacklist/check',
    summary: 'Check up to 100 marks: whether each is listed at this moment, and what is advised',
    tag: 'blacklist',
    access: { action: 'blacklist.check' },
    body: CheckMarks,
    answers: { 200: z.strictObject({ checkedAt: z.string(), items: z.array(Checked) }) },
    refusals: ['CHECK_KIND_NOT_ALLOWED', 'MARK_UNREADABLE', 'CHECK_LIMIT'],
    example: checkExample,
  },
});
